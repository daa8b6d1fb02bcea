using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SocketIoSharp.Events;

/// <summary>Reads the name of an event from its packet: a string, or a number, which JavaScript takes for its text.</summary>
internal static class EventName
{
    /// <summary>The name in UTF-8; empty when the packet has no payload at all.</summary>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return default;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        reader.Read();
        return reader.TokenType is JsonTokenType.Number ? NumberAsText(ref reader)
            : reader.ValueIsEscaped ? Unescape(ref reader)
            : reader.ValueSpan;
    }

    /// <summary>The name as text; empty when the packet has no payload at all.</summary>
    public static string ReadText(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(Read(json));

    private static byte[] NumberAsText(ref Utf8JsonReader reader) =>
        Encoding.UTF8.GetBytes(reader.GetDouble().ToString("R", CultureInfo.InvariantCulture));

    private static byte[] Unescape(ref Utf8JsonReader reader)
    {
        var buffer = new byte[reader.ValueSpan.Length];
        try
        {
            return buffer[..reader.CopyString(buffer)];
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair. No handler can have such a name.
            return reader.ValueSpan.ToArray();
        }
    }
}
