using System.Text;
using Microsoft.Extensions.Logging;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Diagnostics;

/// <summary>Logs packets: their types and sizes, and what is in them only where the options say so.</summary>
internal sealed partial class PacketLog(ILogger logger, bool showsPayloads)
{
    // Enough to see what a packet is about; a log of megabytes helps nobody.
    private const int LongestPayload = 1024;

    public bool IsOn => logger.IsEnabled(LogLevel.Trace);

    public void Received(string sessionId, in EnginePacket packet)
    {
        var size = packet.Body.Length;
        if (showsPayloads)
        {
            Log.PayloadReceived(logger, sessionId, packet.Type, size, TextOf(packet.Body.Span, packet.IsBinary));
        }
        else
        {
            Log.PacketReceived(logger, sessionId, packet.Type, size);
        }
    }

    public void Sent(string sessionId, ReadOnlySpan<FrameGroup> groups)
    {
        foreach (var group in groups)
        {
            if (!group.IsPacket())
            {
                continue;
            }

            if (group.HasText)
            {
                Sent(sessionId, new EnginePacket((EnginePacketType)group.Text.Span[0], group.Text[1..], IsBinary: false));
            }

            foreach (var attachment in group.Attachments)
            {
                Sent(sessionId, EnginePacket.Binary(attachment));
            }
        }
    }

    private void Sent(string sessionId, in EnginePacket packet)
    {
        var size = packet.Body.Length;
        if (showsPayloads)
        {
            Log.PayloadSent(logger, sessionId, packet.Type, size, TextOf(packet.Body.Span, packet.IsBinary));
        }
        else
        {
            Log.PacketSent(logger, sessionId, packet.Type, size);
        }
    }

    // On one line: what a client sends must not look like an entry of its own.
    private static string TextOf(ReadOnlySpan<byte> payload, bool isBinary)
    {
        var shown = payload[..Math.Min(payload.Length, LongestPayload)];
        var text = isBinary ? Convert.ToHexString(shown) : Encoding.UTF8.GetString(shown).ReplaceLineEndings("\\n");
        return shown.Length < payload.Length ? text + "…" : text;
    }

    private static partial class Log
    {
        [LoggerMessage(50, LogLevel.Trace, "Session {SessionId} has sent {PacketType}, {Bytes} bytes.", EventName = "EnginePacketReceived")]
        public static partial void PacketReceived(ILogger logger, string sessionId, EnginePacketType packetType, int bytes);

        [LoggerMessage(51, LogLevel.Trace, "Session {SessionId} is sent {PacketType}, {Bytes} bytes.", EventName = "EnginePacketSent")]
        public static partial void PacketSent(ILogger logger, string sessionId, EnginePacketType packetType, int bytes);

        [LoggerMessage(52, LogLevel.Trace, "Session {SessionId} has sent {PacketType}, {Bytes} bytes: {Payload}", EventName = "EnginePayloadReceived")]
        public static partial void PayloadReceived(ILogger logger, string sessionId, EnginePacketType packetType, int bytes, string payload);

        [LoggerMessage(53, LogLevel.Trace, "Session {SessionId} is sent {PacketType}, {Bytes} bytes: {Payload}", EventName = "EnginePayloadSent")]
        public static partial void PayloadSent(ILogger logger, string sessionId, EnginePacketType packetType, int bytes, string payload);
    }
}
