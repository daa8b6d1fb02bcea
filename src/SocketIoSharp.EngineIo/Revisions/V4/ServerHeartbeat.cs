using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Revisions.V4;

/// <summary>
/// The server pings: when a session's next ping is due and when its pong is overdue. Fields are written by the session's reader and by the clock without a lock:
/// a race between a pong and a tick costs one heartbeat's precision and nothing else.
/// </summary>
internal sealed class ServerHeartbeat(EngineClock clock, long interval, long timeout) : Heartbeat
{
    private long _pingDue = clock.Now + interval;
    private long _pongOverdue = EngineClock.Never;
    private bool _wasExtended;

    public override bool IsOverdue(long now) => now >= Volatile.Read(ref _pongOverdue);

    /// <summary>Whether a ping is to be sent now. The pong is awaited from now on.</summary>
    public override bool TryPing(long now)
    {
        var due = Volatile.Read(ref _pingDue);
        if (now < due)
        {
            return false;
        }

        _wasExtended = false;
        Volatile.Write(ref _pingDue, EngineClock.Never);

        // A late tick is the server's fault: the client gets its whole time all the same.
        Volatile.Write(ref _pongOverdue, now + timeout);
        return true;
    }

    /// <summary>A pong arrived, asked for or not: the next ping is one interval away. A ping is the server's to send.</summary>
    public override bool TryBeat(EnginePacketType type, out FrameGroup? answer)
    {
        answer = null;
        if (type is not EnginePacketType.Pong)
        {
            return false;
        }

        Volatile.Write(ref _pongOverdue, EngineClock.Never);
        Volatile.Write(ref _pingDue, clock.Now + interval);
        return true;
    }

    /// <summary>Any other packet shows that the client lives: its deadline moves, once for each ping.</summary>
    public override void OnPacket()
    {
        if (!_wasExtended && Volatile.Read(ref _pongOverdue) != EngineClock.Never)
        {
            _wasExtended = true;
            Volatile.Write(ref _pongOverdue, clock.Now + timeout);
        }
    }

    /// <summary>The server itself has kept the client's packets waiting: the deadline starts again.</summary>
    public override void OnKeptWaiting()
    {
        if (Volatile.Read(ref _pongOverdue) != EngineClock.Never)
        {
            Volatile.Write(ref _pongOverdue, clock.Now + timeout);
        }
    }
}
