using System.Text;
using System.Text.Json;
using SocketIoSharp.Adapters;
using SocketIoSharp.Cluster;
using SocketIoSharp.Protocol.MessagePack;

namespace SocketIoSharp.Redis.Classic;

/// <summary>Writes messages as <c>@socket.io/redis-adapter</c> does: broadcasts as MessagePack, requests and responses as JSON unless something is binary. Thread-safe.</summary>
internal static class ClassicWriter
{
    // What a payload has was bounded when it was serialised.
    private const int MaxDepth = 1024;

    /// <summary>Writes a message of one of the types 3 to 7 and 9.</summary>
    /// <returns>What goes to the channel of broadcasts for a broadcast that wants no answers, and to that of requests otherwise.</returns>
    public static byte[] Request(ClusterMessage message) =>
        message is { Type: ClusterMessageType.Broadcast, RequestId: null } ? Broadcast(message) : Encode(ClassicJson.Write(writer => Request(writer, message)), message);

    /// <summary>Writes the answer to a request.</summary>
    public static byte[] Response(ClusterMessage message) => Encode(ClassicJson.Write(writer => Response(writer, message)), message);

    /// <summary>Writes an answer with names: which sockets, or which rooms there are.</summary>
    public static byte[] Names(string? requestId, string? property, IEnumerable<string> names) => ClassicJson.Write(writer =>
    {
        writer.WriteString("requestId"u8, requestId);
        if (property is not null)
        {
            ClassicJson.Names(writer, Encoding.UTF8.GetBytes(property), names);
        }
    });

    private static byte[] Broadcast(ClusterMessage message)
    {
        var output = MessagePackWriter.Rent();
        try
        {
            output.WriteArray(3);
            WriteText(output, message.NodeId);
            output.WriteMap(3);
            output.WriteString("type"u8);
            output.WriteInteger(2);
            output.WriteString("data"u8);
            JsonToMessagePack.Write(message.Packet!.Json.Span, message.Packet.Attachments, MaxDepth, output);
            output.WriteString("nsp"u8);
            WriteText(output, message.Namespace);
            JsonToMessagePack.Write(Target(message.Target), [], MaxDepth, output);
            return output.ToArray();
        }
        finally
        {
            output.Return();
        }
    }

    private static byte[] Target(BroadcastTarget target) => ClassicJson.Write(writer =>
    {
        Rooms(writer, target);
        Flags(writer, target);
    });

    private static void Request(Utf8JsonWriter writer, ClusterMessage message)
    {
        writer.WriteString("uid"u8, message.NodeId);
        if (message.RequestId is { } requestId)
        {
            writer.WriteString("requestId"u8, requestId);
        }

        writer.WriteNumber("type"u8, (int)TypeOf(message.Type));
        if (message.Type is ClusterMessageType.ServerSideEmit)
        {
            ClassicJson.Raw(writer, "data"u8, message.Packet!.Json);
            return;
        }

        if (message.Type is ClusterMessageType.Broadcast)
        {
            Packet(writer, message);
        }

        writer.WriteStartObject("opts"u8);
        Rooms(writer, message.Target);
        if (message.Type is ClusterMessageType.Broadcast)
        {
            Flags(writer, message.Target);
        }

        writer.WriteEndObject();
        switch (message.Type)
        {
            case ClusterMessageType.SocketsJoin or ClusterMessageType.SocketsLeave:
                ClassicJson.Names(writer, "rooms"u8, message.Rooms);
                break;
            case ClusterMessageType.DisconnectSockets:
                writer.WriteBoolean("close"u8, message.Close);
                break;
        }
    }

    private static void Packet(Utf8JsonWriter writer, ClusterMessage message)
    {
        writer.WriteStartObject("packet"u8);
        writer.WriteNumber("type"u8, 2);
        ClassicJson.Raw(writer, "data"u8, message.Packet!.Json);
        writer.WriteString("nsp"u8, message.Namespace);
        writer.WriteEndObject();
    }

    private static void Response(Utf8JsonWriter writer, ClusterMessage message)
    {
        // The reference's has none, and ignores it: with it the one who has asked knows who has answered.
        writer.WriteString("uid"u8, message.NodeId);
        writer.WriteString("requestId"u8, message.RequestId);
        switch (message.Type)
        {
            case ClusterMessageType.FetchSocketsResponse:
                ClassicJson.Raw(writer, "sockets"u8, message.Sockets);
                break;
            case ClusterMessageType.BroadcastClientCount:
                writer.WriteNumber("type"u8, (int)ClassicType.BroadcastClientCount);
                writer.WriteNumber("clientCount"u8, message.ClientCount);
                break;
            case ClusterMessageType.BroadcastAck:
                writer.WriteNumber("type"u8, (int)ClassicType.BroadcastAck);
                Answer(writer, "packet"u8, message.Answer);
                break;
            default:
                writer.WriteNumber("type"u8, (int)ClassicType.ServerSideEmit);
                Answer(writer, "data"u8, message.Answer);
                break;
        }
    }

    private static void Answer(Utf8JsonWriter writer, ReadOnlySpan<byte> property, ClusterAnswer answer)
    {
        if (!answer.Json.IsEmpty)
        {
            ClassicJson.Raw(writer, property, answer.Json);
        }
    }

    private static void Rooms(Utf8JsonWriter writer, BroadcastTarget target)
    {
        ClassicJson.Names(writer, "rooms"u8, target.Rooms);
        ClassicJson.Names(writer, "except"u8, target.Except);
    }

    private static void Flags(Utf8JsonWriter writer, BroadcastTarget target)
    {
        writer.WriteStartObject("flags"u8);
        if (target.IsVolatile)
        {
            writer.WriteBoolean("volatile"u8, true);
        }

        if (!target.Compress)
        {
            writer.WriteBoolean("compress"u8, false);
        }

        if (target.AckTimeout is { } timeout && timeout != Timeout.InfiniteTimeSpan)
        {
            writer.WriteNumber("timeout"u8, (long)timeout.TotalMilliseconds);
        }

        writer.WriteEndObject();
    }

    private static ClassicType TypeOf(ClusterMessageType type) => type switch
    {
        ClusterMessageType.SocketsJoin => ClassicType.RemoteJoin,
        ClusterMessageType.SocketsLeave => ClassicType.RemoteLeave,
        ClusterMessageType.DisconnectSockets => ClassicType.RemoteDisconnect,
        ClusterMessageType.FetchSockets => ClassicType.RemoteFetch,
        ClusterMessageType.ServerSideEmit => ClassicType.ServerSideEmit,
        ClusterMessageType.Broadcast => ClassicType.Broadcast,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "The classic protocol has no such request."),
    };

    private static byte[] Encode(byte[] json, ClusterMessage message)
    {
        if (!message.HasBinary)
        {
            return json;
        }

        var output = MessagePackWriter.Rent();
        try
        {
            JsonToMessagePack.Write(json, message.Packet is { Attachments.Length: > 0 } packet ? packet.Attachments : message.Answer.Attachments, MaxDepth, output);
            return output.ToArray();
        }
        finally
        {
            output.Return();
        }
    }

    private static void WriteText(MessagePackWriter output, string text) => output.WriteString(Encoding.UTF8.GetBytes(text));
}
