using System.Text.Json;
using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

/// <summary>The sockets of a node as they travel: a JSON array.</summary>
internal static class SocketDescriptions
{
    /// <exception cref="NotSupportedException">A value of a socket's data cannot be serialised.</exception>
    public static byte[] Write(IEnumerable<RemoteSocket> sockets) => ClusterMessageWriter.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var socket in sockets)
        {
            socket.WriteTo(writer);
        }

        writer.WriteEndArray();
    });

    /// <exception cref="JsonException">They are not of that form.</exception>
    public static List<RemoteSocket> Read(Adapter adapter, ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        return [.. document.RootElement.EnumerateArray().Select(socket => new RemoteSocket(adapter, socket))];
    }

    /// <summary>
    /// Replaces placeholders by text in base64, which is how binary in the data of a socket reads everywhere else: JSON is all that
    /// <see cref="RemoteSocket.Data"/> is.
    /// </summary>
    /// <exception cref="JsonException">There is no array.</exception>
    public static ReadOnlyMemory<byte> Inline(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, int maxDepth)
    {
        if (json.IsEmpty || json.Span[0] != (byte)'[')
        {
            throw new JsonException("The sockets of a node are no array.");
        }

        return InlineAny(json, attachments, maxDepth);
    }

    /// <inheritdoc cref="Inline"/>
    public static ReadOnlyMemory<byte> InlineAny(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, int maxDepth)
    {
        if (attachments.Length == 0)
        {
            return json;
        }

        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth });
        return ClusterMessageWriter.Write(writer => Copy(document.RootElement, attachments, writer));
    }

    private static void Copy(JsonElement value, ReadOnlyMemory<byte>[] attachments, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when Find(value, attachments) is { } attachment:
                writer.WriteBase64StringValue(attachment.Span);
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Copy(property.Value, attachments, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Copy(element, attachments, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static ReadOnlyMemory<byte>? Find(JsonElement value, ReadOnlyMemory<byte>[] attachments) =>
        value.TryGetProperty("_placeholder"u8, out var flag) && flag.ValueKind is JsonValueKind.True
        && value.TryGetProperty("num"u8, out var number) && number.TryGetInt32(out var index) && (uint)index < (uint)attachments.Length
            ? attachments[index]
            : (ReadOnlyMemory<byte>?)null;
}
