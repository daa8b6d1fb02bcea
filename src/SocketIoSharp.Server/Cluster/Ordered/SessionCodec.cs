using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SocketIoSharp.Adapters;
using SocketIoSharp.Protocol.MessagePack;

namespace SocketIoSharp.Cluster.Ordered;

/// <summary>
/// Writes and reads what a client can come back to in the form of the adapters for Node.js: a MessagePack map of <c>sid</c>, <c>pid</c>, <c>rooms</c> and <c>data</c>. <c>node</c>, which others pass by,
/// is there while the socket is connected: the node where it is.
/// </summary>
internal sealed class SessionCodec(ClusterMessageCodec codec, int maxDepth, JsonSerializerOptions options)
{
    /// <exception cref="NotSupportedException">A value of the data cannot be serialised.</exception>
    public byte[] Write(SavedSession session, string? nodeId = null)
    {
        var json = ClusterMessageWriter.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("sid"u8, session.Id);
            writer.WriteString("pid"u8, session.PrivateId);
            ClusterMessageWriter.Names(writer, "rooms"u8, [.. session.Rooms]);
            writer.WritePropertyName("data"u8);
            RemoteSocket.Serialize(session.Data, options).WriteTo(writer);
            if (nodeId is not null)
            {
                writer.WriteString("node"u8, nodeId);
            }

            writer.WriteEndObject();
        });
        var output = MessagePackWriter.Rent();
        try
        {
            JsonToMessagePack.Write(json, [], maxDepth, output);
            return output.ToArray();
        }
        finally
        {
            output.Return();
        }
    }

    public bool TryRead(ReadOnlyMemory<byte> content, [NotNullWhen(true)] out SavedSession? session, out string? nodeId, [NotNullWhen(false)] out string? reason)
    {
        (session, nodeId) = (null, null);
        if (!codec.TryReadJson(content, out var json, out var attachments, out reason))
        {
            return false;
        }

        try
        {
            (session, nodeId) = Read(SocketDescriptions.InlineAny(json, attachments, maxDepth));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            reason = exception.Message;
            return false;
        }

        return true;
    }

    private (SavedSession Session, string? NodeId) Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth });
        var root = document.RootElement;
        var data = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (root.TryGetProperty("data"u8, out var values) && values.ValueKind is JsonValueKind.Object)
        {
            foreach (var value in values.EnumerateObject())
            {
                data[value.Name] = value.Value.Clone();
            }
        }

        var nodeId = root.TryGetProperty("node"u8, out var node) && node.ValueKind is JsonValueKind.String ? node.GetString() : null;
        return (new SavedSession(Text(root, "sid"), Text(root, "pid"), [.. root.GetProperty("rooms"u8).EnumerateArray().Select(room => room.ToString())], data), nodeId);
    }

    private static string Text(JsonElement session, string name) =>
        session.GetProperty(name).GetString() is { Length: > 0 } text ? text : throw new JsonException($"A session has no {name}.");
}
