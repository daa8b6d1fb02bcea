using System.Text;
using Microsoft.Extensions.Logging;
using SocketIoSharp.Connections;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Diagnostics;

/// <summary>Logs packets: their types and sizes, and what is in them only where the options say so.</summary>
internal sealed partial class PacketTrace(ILogger logger, bool showsPayloads)
{
    // Enough to see what a packet is about; a log of megabytes helps nobody.
    private const int LongestPayload = 1024;

    private bool IsOn => logger.IsEnabled(LogLevel.Trace);

    /// <summary>A client has sent a packet.</summary>
    public void Received(in Packet packet, Connection connection)
    {
        if (!IsOn)
        {
            return;
        }

        if (showsPayloads)
        {
            Log.PayloadReceived(logger, packet.Type, packet.Namespace, connection.LogId, packet.Json.Length, packet.Attachments.Length, TextOf(packet.Json.Span));
        }
        else
        {
            Log.PacketReceived(logger, packet.Type, packet.Namespace, connection.LogId, packet.Json.Length, packet.Attachments.Length);
        }
    }

    /// <summary>A client is sent a packet.</summary>
    public void Sent(in Packet packet, string socketId)
    {
        if (!IsOn)
        {
            return;
        }

        if (showsPayloads)
        {
            Log.PayloadSent(logger, packet.Type, packet.Namespace, socketId, packet.Json.Length, packet.Attachments.Length, TextOf(packet.Json.Span));
        }
        else
        {
            Log.PacketSent(logger, packet.Type, packet.Namespace, socketId, packet.Json.Length, packet.Attachments.Length);
        }
    }

    /// <summary>An event is queued for many.</summary>
    public void Broadcast(string @namespace, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, int receivers)
    {
        if (!IsOn)
        {
            return;
        }

        if (showsPayloads)
        {
            Log.PayloadBroadcast(logger, @namespace, receivers, json.Length, attachments.Length, TextOf(json.Span));
        }
        else
        {
            Log.PacketBroadcast(logger, @namespace, receivers, json.Length, attachments.Length);
        }
    }

    // On one line: what a client sends must not look like an entry of its own.
    private static string TextOf(ReadOnlySpan<byte> json)
    {
        var text = Encoding.UTF8.GetString(json[..Math.Min(json.Length, LongestPayload)]).ReplaceLineEndings("\\n");
        return json.Length > LongestPayload ? text + "…" : text;
    }

    private static partial class Log
    {
        [LoggerMessage(170, LogLevel.Trace, "{PacketType} for namespace {Namespace} from session {SessionId}: {Bytes} bytes, {Attachments} attachments.", EventName = "PacketReceived")]
        public static partial void PacketReceived(ILogger logger, PacketType packetType, string @namespace, string sessionId, int bytes, int attachments);

        [LoggerMessage(171, LogLevel.Trace, "{PacketType} of namespace {Namespace} to socket {SocketId}: {Bytes} bytes, {Attachments} attachments.", EventName = "PacketSent")]
        public static partial void PacketSent(ILogger logger, PacketType packetType, string @namespace, string socketId, int bytes, int attachments);

        [LoggerMessage(172, LogLevel.Trace, "Event of namespace {Namespace} to {Receivers} sockets: {Bytes} bytes, {Attachments} attachments.", EventName = "PacketBroadcast")]
        public static partial void PacketBroadcast(ILogger logger, string @namespace, int receivers, int bytes, int attachments);

        [LoggerMessage(173, LogLevel.Trace, "{PacketType} for namespace {Namespace} from session {SessionId}: {Bytes} bytes, {Attachments} attachments: {Payload}", EventName = "PayloadReceived")]
        public static partial void PayloadReceived(ILogger logger, PacketType packetType, string @namespace, string sessionId, int bytes, int attachments, string payload);

        [LoggerMessage(174, LogLevel.Trace, "{PacketType} of namespace {Namespace} to socket {SocketId}: {Bytes} bytes, {Attachments} attachments: {Payload}", EventName = "PayloadSent")]
        public static partial void PayloadSent(ILogger logger, PacketType packetType, string @namespace, string socketId, int bytes, int attachments, string payload);

        [LoggerMessage(175, LogLevel.Trace, "Event of namespace {Namespace} to {Receivers} sockets: {Bytes} bytes, {Attachments} attachments: {Payload}", EventName = "PayloadBroadcast")]
        public static partial void PayloadBroadcast(ILogger logger, string @namespace, int receivers, int bytes, int attachments, string payload);
    }
}
