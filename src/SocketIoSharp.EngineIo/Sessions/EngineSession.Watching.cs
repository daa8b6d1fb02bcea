using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Diagnostics;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo;

// What those who watch the server are told of a session.
public sealed partial class EngineSession
{
    // How the session is counted. Whoever ends it counts it out, be it in the middle of an upgrade.
    private const byte Uncounted = 0;
    private const byte CountedAsPolling = 1;
    private const byte CountedAsWebSocket = 2;

    private readonly long _openedAt;
    private byte _counted;

    /// <summary>How long ago the session was opened.</summary>
    internal TimeSpan Age => TimeSpan.FromMilliseconds(_server.Clock.Now - _openedAt);

    internal EngineMetrics Metrics => _server.Metrics;

    private string ProtocolText => Protocol == 4 ? "4" : "3";

    /// <summary>Before anybody else knows the session.</summary>
    internal void CountIn()
    {
        if (Metrics.TryCountIn(Transport, ProtocolText))
        {
            _counted = Transport == EngineTransports.WebSocket ? CountedAsWebSocket : CountedAsPolling;
        }
    }

    /// <summary>Before the packets are written: by a poll, it may be one that comes after an upgrade.</summary>
    internal void NoteSent(ReadOnlySpan<FrameGroup> groups, string transport)
    {
        if (Metrics.Traffic.IsWatched)
        {
            Metrics.Traffic.Sent(groups, transport);
        }

        if (_server.PacketLog.IsOn)
        {
            _server.PacketLog.Sent(LogId, groups);
        }
    }

    private void NoteReceived(in EnginePacket packet)
    {
        if (Metrics.Traffic.IsWatched)
        {
            Metrics.Traffic.Received(packet, Transport);
        }

        if (_server.PacketLog.IsOn)
        {
            _server.PacketLog.Received(LogId, packet);
        }
    }

    private void NoteProbed()
    {
        if (_server.Logs.Sessions.IsEnabled(LogLevel.Debug))
        {
            Log.Probed(_server.Logs.Sessions, LogId);
        }
    }

    private void NoteUpgradeFailed()
    {
        Metrics.UpgradeEnded(isCompleted: false);
        if (_server.Logs.Sessions.IsEnabled(LogLevel.Debug))
        {
            Log.UpgradeFailed(_server.Logs.Sessions, LogId);
        }
    }

    private void NoteUpgraded()
    {
        if (_server.Logs.Sessions.IsEnabled(LogLevel.Debug))
        {
            Log.Upgraded(_server.Logs.Sessions, LogId);
        }

        Metrics.UpgradeEnded(isCompleted: true);
        if (Interlocked.CompareExchange(ref _counted, CountedAsWebSocket, CountedAsPolling) == CountedAsPolling)
        {
            Metrics.MoveTo(EngineTransports.WebSocket, EngineTransports.Polling, ProtocolText);
        }
    }

    private void NoteClosed(string reason)
    {
        Metrics.Closed(this, reason);
        if (Interlocked.Exchange(ref _counted, Uncounted) is var counted && counted != Uncounted)
        {
            Metrics.CountOut(counted == CountedAsWebSocket ? EngineTransports.WebSocket : EngineTransports.Polling, ProtocolText);
        }
    }
}
