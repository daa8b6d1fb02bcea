using System.Text.Json;

namespace SocketIoSharp.Protocol.Payloads;

/// <summary>The stand-in for binary within JSON: <c>{"_placeholder":true,"num":0}</c>.</summary>
internal static class AttachmentPlaceholder
{
    public static void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> attachment)
    {
        var attachments = AttachmentScope.Writing;
        if (attachments is null)
        {
            // Outside of a packet the converter behaves like System.Text.Json's own.
            writer.WriteBase64StringValue(attachment.Span);
            return;
        }

        writer.WriteStartObject();
        writer.WriteBoolean("_placeholder"u8, true);
        writer.WriteNumber("num"u8, attachments.Count);
        writer.WriteEndObject();
        attachments.Add(attachment);
    }

    public static ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadPlaceholder(ref reader),
        JsonTokenType.String => reader.GetBytesFromBase64(),
        _ => throw new JsonException("Binary is expected here."),
    };

    private static ReadOnlyMemory<byte> ReadPlaceholder(ref Utf8JsonReader reader)
    {
        var isPlaceholder = false;
        var index = -1;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("_placeholder"u8))
            {
                reader.Read();
                isPlaceholder = reader.TokenType is JsonTokenType.True;
            }
            else if (reader.ValueTextEquals("num"u8))
            {
                reader.Read();
                index = reader.TokenType is JsonTokenType.Number && reader.GetDouble() is >= 0 and <= int.MaxValue and var number ? (int)number : -1;
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        return isPlaceholder && AttachmentScope.Reading is { } attachments && (uint)index < (uint)attachments.Length
            ? attachments[index]
            : throw new JsonException("Binary is expected here.");
    }
}
