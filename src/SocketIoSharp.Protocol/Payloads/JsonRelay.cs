using System.Text.Json;

namespace SocketIoSharp.Protocol.Payloads;

/// <summary>Copies received JSON into an outgoing payload, attachments included: placeholders are numbered anew in the order of writing.</summary>
internal static class JsonRelay
{
    public static void Copy(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments, Utf8JsonWriter writer, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read())
        {
            CopyToken(ref reader, attachments, writer);
        }
    }

    private static void CopyToken(ref Utf8JsonReader reader, ReadOnlyMemory<byte>[] attachments, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                StartObject(ref reader, attachments, writer);
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(JsonText.Read(ref reader));
                break;
            case JsonTokenType.String:
                WriteString(ref reader, writer);
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static void StartObject(ref Utf8JsonReader reader, ReadOnlyMemory<byte>[] attachments, Utf8JsonWriter writer)
    {
        if (attachments.Length > 0 && AttachmentPlaceholder.TryRead(ref reader, attachments, out var attachment))
        {
            AttachmentPlaceholder.Write(writer, attachment);
        }
        else
        {
            writer.WriteStartObject();
        }
    }

    private static void WriteString(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        if (reader.ValueIsEscaped)
        {
            writer.WriteStringValue(JsonText.Read(ref reader));
        }
        else
        {
            writer.WriteStringValue(reader.ValueSpan);
        }
    }
}
