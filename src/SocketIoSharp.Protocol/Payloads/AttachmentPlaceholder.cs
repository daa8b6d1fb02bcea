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

    public static ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            return reader.GetBytesFromBase64();
        }

        return reader.TokenType is JsonTokenType.StartObject && AttachmentScope.Reading is { } attachments && TryRead(ref reader, attachments, out var attachment)
            ? attachment
            : throw new JsonException("Binary is expected here.");
    }

    /// <summary>Reads an object that stands for an attachment. Any other leaves <paramref name="reader"/> where it is, on the object's start.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, ReadOnlyMemory<byte>[] attachments, out ReadOnlyMemory<byte> attachment)
    {
        attachment = default;
        var ahead = reader;
        var isPlaceholder = false;
        var index = -1;
        while (ahead.Read() && ahead.TokenType is JsonTokenType.PropertyName)
        {
            var isFlag = JsonText.NameIs(ref ahead, "_placeholder"u8);
            var isNumber = JsonText.NameIs(ref ahead, "num"u8);
            ahead.Read();
            if (isFlag)
            {
                isPlaceholder = ahead.TokenType is JsonTokenType.True;
            }
            else if (isNumber)
            {
                index = ahead.TokenType is JsonTokenType.Number && ahead.GetDouble() is >= 0 and <= int.MaxValue and var number ? (int)number : -1;
            }

            ahead.Skip();
        }

        if (!isPlaceholder || (uint)index >= (uint)attachments.Length)
        {
            return false;
        }

        attachment = attachments[index];
        reader = ahead;
        return true;
    }
}
