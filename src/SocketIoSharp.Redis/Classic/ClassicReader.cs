using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.Redis.Classic;

/// <summary>Reads what <c>@socket.io/redis-adapter</c> and <c>@socket.io/redis-emitter</c> publish. Throws at nothing that comes from Redis. Thread-safe.</summary>
/// <param name="codec">Bounds the size and the depth of messages.</param>
/// <param name="namespace">The namespace whose channels they come by.</param>
internal sealed class ClassicReader(ClusterMessageCodec codec, string @namespace)
{
    // The codec has bounded the depth of MessagePack; the JSON of requests is bounded here.
    private const int MaxDepth = 512;

    // The first bytes of short arrays and texts, without their lengths: https://github.com/msgpack/msgpack/blob/master/spec.md
    private const int MessagePackArray = 0x90;
    private const int MessagePackString = 0xa0;

    /// <summary>Whether a broadcast is a node's own, as can be seen without reading it: an array of three in MessagePack starts with the node's id, which is short.</summary>
    public static bool IsOwn(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> nodeId) =>
        bytes.Length > nodeId.Length + 2 && bytes[0] == (MessagePackArray | 3) && bytes[1] == (MessagePackString | nodeId.Length) && bytes[2..].StartsWith(nodeId);

    /// <summary>Reads <c>[uid, packet, {rooms, except, flags}]</c>.</summary>
    public bool TryReadBroadcast(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out ClusterMessage? message, [NotNullWhen(false)] out string? reason)
    {
        message = null;
        if (!codec.TryReadJson(bytes, out var json, out var attachments, out reason))
        {
            return false;
        }

        try
        {
            var (header, packet, target) = Broadcast(json);
            var data = ClassicJson.Write(writer =>
            {
                ClassicJson.Raw(writer, "packet"u8, packet);
                ClassicJson.Raw(writer, "opts"u8, target);
            });
            return codec.TryReadData(header, data, attachments, out message, out reason);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            reason = exception.Message;
            return false;
        }
    }

    /// <summary>Reads the outermost object of a request or a response, of either form.</summary>
    public bool TryReadHead(
        ReadOnlyMemory<byte> bytes, out ClassicHead head, out ReadOnlyMemory<byte> json, out ReadOnlyMemory<byte>[] attachments, [NotNullWhen(false)] out string? reason)
    {
        head = default;
        if (!codec.TryReadJson(bytes, out json, out attachments, out reason))
        {
            return false;
        }

        try
        {
            head = ClassicHead.Read(json, MaxDepth);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            reason = exception.Message;
            return false;
        }
    }

    /// <summary>Reads a request of the types 2 to 7.</summary>
    public bool TryReadRequest(
        in ClassicHead head,
        ReadOnlyMemory<byte> json,
        ReadOnlyMemory<byte>[] attachments,
        [NotNullWhen(true)] out ClusterMessage? message,
        [NotNullWhen(false)] out string? reason)
    {
        message = null;
        ClusterMessageType? type = (ClassicType?)head.Type switch
        {
            ClassicType.RemoteJoin => ClusterMessageType.SocketsJoin,
            ClassicType.RemoteLeave => ClusterMessageType.SocketsLeave,
            ClassicType.RemoteDisconnect => ClusterMessageType.DisconnectSockets,
            ClassicType.RemoteFetch => ClusterMessageType.FetchSockets,
            ClassicType.ServerSideEmit => ClusterMessageType.ServerSideEmit,
            ClassicType.Broadcast => ClusterMessageType.Broadcast,
            _ => null,
        };
        reason = type is null ? $"a request of type {head.Type?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"} is not known"
            : type is ClusterMessageType.ServerSideEmit ? null

            // Without them it would be about everybody.
            : !head.HasTarget ? "a request names no sockets"
            : type is ClusterMessageType.FetchSockets or ClusterMessageType.Broadcast && head.RequestId is null ? "a request that wants answers has no id"
            : null;
        if (reason is not null)
        {
            return false;
        }

        var data = type is ClusterMessageType.ServerSideEmit ? DataAsPacket(head) : json;
        return codec.TryReadData(head.ToMessage(type!.Value, @namespace), data, attachments, out message, out reason);
    }

    /// <summary>Reads the answer to a request.</summary>
    public bool TryReadResponse(
        in ClassicHead head,
        ReadOnlyMemory<byte> json,
        ReadOnlyMemory<byte>[] attachments,
        [NotNullWhen(true)] out ClusterMessage? message,
        [NotNullWhen(false)] out string? reason)
    {
        ClusterMessageType? type = (ClassicType?)head.Type switch
        {
            ClassicType.ServerSideEmit => ClusterMessageType.ServerSideEmitResponse,
            ClassicType.BroadcastClientCount => ClusterMessageType.BroadcastClientCount,
            ClassicType.BroadcastAck => ClusterMessageType.BroadcastAck,
            null when head.HasSockets => ClusterMessageType.FetchSocketsResponse,
            _ => null,
        };
        if (type is null || head.RequestId is null)
        {
            (message, reason) = (null, "a response is not of a known form");
            return false;
        }

        var data = type is ClusterMessageType.ServerSideEmitResponse ? DataAsPacket(head) : json;
        return codec.TryReadData(head.ToMessage(type.Value, @namespace), data, attachments, out message, out reason);
    }

    private static (ClusterMessage Header, ReadOnlyMemory<byte> Packet, ReadOnlyMemory<byte> Target) Broadcast(ReadOnlyMemory<byte> json)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        ClassicJson.Expect(ref reader, JsonTokenType.StartArray);
        reader.Read();
        var sender = reader.GetString() ?? string.Empty;
        ClassicJson.Expect(ref reader, JsonTokenType.StartObject);
        var packet = ClassicJson.Take(ref reader, json);
        ClassicJson.Expect(ref reader, JsonTokenType.StartObject);
        var target = ClassicJson.Take(ref reader, json);
        return (new ClusterMessage { Type = ClusterMessageType.Broadcast, NodeId = sender, Namespace = NamespaceOf(packet) }, packet, target);
    }

    // The channel of a namespace whose name has a # in it looks like one of a room of another namespace.
    private static string NamespaceOf(ReadOnlyMemory<byte> packet)
    {
        var name = "/";
        var reader = new Utf8JsonReader(packet.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        ClassicJson.Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isName = reader.ValueTextEquals("nsp"u8);
            reader.Read();
            if (isName && reader.TokenType is not JsonTokenType.Null)
            {
                name = reader.GetString()!;
            }

            reader.Skip();
        }

        return name;
    }

    private static byte[] DataAsPacket(ClassicHead head) => ClassicJson.Write(writer =>
    {
        if (!head.Data.IsEmpty)
        {
            ClassicJson.Raw(writer, "packet"u8, head.Data);
        }

        if (head.RequestId is not null)
        {
            writer.WriteString("requestId"u8, head.RequestId);
        }
    });
}
