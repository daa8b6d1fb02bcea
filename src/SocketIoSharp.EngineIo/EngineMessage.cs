using System.Text;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo;

/// <summary>
/// One message: a text, or bytes. Strings and byte arrays turn into one by themselves. A received message is a view that is valid until its
/// handler has completed.
/// </summary>
/// <param name="Bytes">The text in UTF-8, or the bytes.</param>
/// <param name="IsBinary">Whether it is a binary message.</param>
public readonly record struct EngineMessage(ReadOnlyMemory<byte> Bytes, bool IsBinary)
{
    /// <summary>A text.</summary>
    public static implicit operator EngineMessage(string text) => new(Encoding.UTF8.GetBytes(text), IsBinary: false);

    /// <summary>A binary message.</summary>
    public static implicit operator EngineMessage(byte[] bytes) => new(bytes, IsBinary: true);

    /// <inheritdoc cref="op_Implicit(byte[])"/>
    public static implicit operator EngineMessage(ReadOnlyMemory<byte> bytes) => new(bytes, IsBinary: true);

    /// <summary>A message from text.</summary>
    public static EngineMessage FromText(string text) => text;

    /// <summary>A message from bytes.</summary>
    public static EngineMessage FromBinary(ReadOnlyMemory<byte> bytes) => bytes;

    /// <summary>The text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Bytes.Span);

    internal FrameGroup ToFrameGroup() => IsBinary ? FrameGroup.FromBinary(Bytes.ToArray()) : FrameGroup.FromParts("4"u8, Bytes.Span, []);
}
