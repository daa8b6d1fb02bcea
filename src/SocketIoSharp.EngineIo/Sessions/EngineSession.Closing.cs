using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Limits;
using SocketIoSharp.EngineIo.Transports;

namespace SocketIoSharp.EngineIo;

// How a session ends, whoever ends it.
public sealed partial class EngineSession
{
    /// <summary>
    /// Closes the session after delivering what is queued. Later packets in either direction are dropped. A polling client without a pending
    /// request is told at its next one, or given up after 30 seconds.
    /// </summary>
    public void Close()
    {
        if (Interlocked.CompareExchange(ref _state, (int)State.Closing, (int)State.Open) != (int)State.Open)
        {
            return;
        }

        if (Outbound.Seal())
        {
            Close(CloseReason.ForcedClose, null);
            return;
        }

        _closeOverdue = _server.Clock.Now + EngineServer.CloseTimeoutMilliseconds;
    }

    /// <summary>Closes the session at once; what is queued is lost.</summary>
    public void Abort() => Close(CloseReason.ForcedClose, null);

    internal void Close(string reason, string? description)
    {
        if (Interlocked.Exchange(ref _state, (int)State.Closed) == (int)State.Closed)
        {
            return;
        }

        NoteClosed(reason);
        if (_server.Logs.Sessions.IsEnabled(LogLevel.Debug))
        {
            Log.Closed(_server.Logs.Sessions, LogId, reason, description ?? "no details");
        }

        _server.Sessions.Remove(this);
        _seat.Leave();
        Outbound.Drop();
        try
        {
            // Before the client can know: one that comes back at once must find what its session has left behind.
            _server.Handler.OnClose(this, reason, description);
        }
        finally
        {
            Volatile.Read(ref _linger)?.Start();
            Volatile.Read(ref _closed)?.Cancel();
            Outbound.Seal();
        }

        _events?.RaiseClosed(reason, description, _server.Logs.Sessions);
    }

    /// <summary>Starts the time that the peer of the session's WebSocket has for its goodbye: when the session is closed, which it may be already.</summary>
    internal void StartWhenClosed(Linger linger)
    {
        Interlocked.Exchange(ref _linger, linger);
        if (IsClosed)
        {
            linger.Start();
        }
    }

    /// <summary>The last queued packet of a closing session has left.</summary>
    internal void OnDrained()
    {
        if (CurrentState is State.Closing)
        {
            Close(CloseReason.ForcedClose, null);
        }
    }

    /// <summary>The client has met a limit of its transport.</summary>
    internal void CloseAtLimit(EngineLimit limit)
    {
        NoteLimit(limit);
        Close(CloseReason.TransportError, limit.Answer);
    }

    internal void NoteLimit(EngineLimit limit) => _server.Limits.Exceeded(limit, Handshake.RemoteAddress);

    /// <summary>A message was refused with this code, be it for a limit or for something else.</summary>
    internal void NoteLimit(ushort closeCode)
    {
        if (EngineLimit.MetBy(closeCode) is { } limit)
        {
            NoteLimit(limit);
        }
    }

    internal void CloseAfterFault(Exception exception)
    {
        Log.HandlerFailed(_server.Logs.Sessions, LogId, exception);
        if (!IsClosed)
        {
            Close(CloseReason.TransportError, "the handler failed");
        }
    }

    private void CloseSlowConsumer()
    {
        if (!IsClosed)
        {
            var option = Outbound.Packets >= _server.Options.MaxBufferedPackets ? nameof(EngineIoOptions.MaxBufferedPackets) : nameof(EngineIoOptions.MaxBufferedBytes);
            Log.SlowConsumer(_server.Logs.Sessions, LogId, Outbound.Bytes, Outbound.Packets, option);
            Metrics.SlowConsumer(Transport);
            Close(CloseReason.TransportError, "slow consumer");
        }
    }
}
