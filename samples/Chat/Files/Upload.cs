using System.Buffers;
using Ember.Chats;

namespace Ember.Files;

/// <summary>A file on its way. Memory grows with what arrives, not with what was announced.</summary>
internal sealed class Upload(Chat chat, string from, string? to, string clientId, string text, string name, int size, byte[]? preview)
{
    private readonly ArrayBufferWriter<byte> _content = new();

    public Chat Chat => chat;

    public string From => from;

    public string? To => to;

    public string ClientId => clientId;

    public string Text => text;

    public int Size => size;

    public int Received => _content.WrittenCount;

    public bool IsComplete => Received == size;

    public long TouchedAt { get; set; }

    /// <summary>Takes the next bytes. Those that are here already, or that leave a gap, change nothing: the answer says where to go on.</summary>
    public void Append(int offset, ReadOnlySpan<byte> bytes)
    {
        if (offset == Received && bytes.Length <= size - Received)
        {
            _content.Write(bytes);
        }
    }

    public NewFile ToFile() => new(name, _content.WrittenSpan.ToArray(), preview);
}
