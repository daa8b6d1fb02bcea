using System.Text.Encodings.Web;
using System.Text.Json;
using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

/// <summary>Writes messages as the JSON of the JavaScript adapters, binary replaced by placeholders.</summary>
internal static class ClusterMessageWriter
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Whole(ClusterMessage message) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("type"u8, (int)message.Type);
        if (HasData(message.Type))
        {
            writer.WritePropertyName("data"u8);
            Data(writer, message);
        }

        writer.WriteString("uid"u8, message.NodeId);
        writer.WriteString("nsp"u8, message.Namespace);
        writer.WriteEndObject();
    });

    /// <returns>Nothing for types that say all by themselves.</returns>
    public static byte[]? DataOnly(ClusterMessage message) => HasData(message.Type) ? Write(writer => Data(writer, message)) : null;

    public static void Target(Utf8JsonWriter writer, BroadcastTarget target)
    {
        writer.WriteStartObject("opts"u8);
        Names(writer, "rooms"u8, target.Rooms);
        Names(writer, "except"u8, target.Except);
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
        writer.WriteEndObject();
    }

    public static void Names(Utf8JsonWriter writer, ReadOnlySpan<byte> property, IReadOnlyList<string> names)
    {
        writer.WriteStartArray(property);
        foreach (var name in names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static bool HasData(ClusterMessageType type) => type is not (ClusterMessageType.InitialHeartbeat or ClusterMessageType.Heartbeat or ClusterMessageType.AdapterClose);

    private static void Data(Utf8JsonWriter writer, ClusterMessage message)
    {
        writer.WriteStartObject();
        switch (message.Type)
        {
            case ClusterMessageType.Broadcast:
                Event(writer, message.Packet!);
                Target(writer, message.Target);
                break;
            case ClusterMessageType.SocketsJoin or ClusterMessageType.SocketsLeave:
                Target(writer, message.Target);
                Names(writer, "rooms"u8, message.Rooms);
                break;
            case ClusterMessageType.DisconnectSockets:
                Target(writer, message.Target);
                writer.WriteBoolean("close"u8, message.Close);
                break;
            case ClusterMessageType.FetchSockets:
                Target(writer, message.Target);
                break;
            case ClusterMessageType.FetchSocketsResponse:
                Raw(writer, "sockets"u8, message.Sockets);
                break;
            case ClusterMessageType.ServerSideEmit:
                Raw(writer, "packet"u8, message.Packet!.Json);
                break;
            case ClusterMessageType.BroadcastClientCount:
                writer.WriteNumber("clientCount"u8, message.ClientCount);
                break;
            case ClusterMessageType.ServerSideEmitResponse or ClusterMessageType.BroadcastAck when !message.Answer.Json.IsEmpty:
                Raw(writer, "packet"u8, message.Answer.Json);
                break;
        }

        // Its presence says that answers are wanted.
        if (message.RequestId is { } requestId)
        {
            writer.WriteString("requestId"u8, requestId);
        }

        writer.WriteEndObject();
    }

    private static void Event(Utf8JsonWriter writer, OutgoingPacket packet)
    {
        writer.WriteStartObject("packet"u8);
        writer.WriteNumber("type"u8, 2);
        Raw(writer, "data"u8, packet.Json);
        writer.WriteEndObject();
    }

    private static void Raw(Utf8JsonWriter writer, ReadOnlySpan<byte> property, ReadOnlyMemory<byte> json)
    {
        writer.WritePropertyName(property);
        writer.WriteRawValue(json.Span, skipInputValidation: true);
    }
}
