using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo;

// What happens to a session as time passes.
public sealed partial class EngineSession
{
    // A handler that blocks its thread for longer may be waiting for its client to be given up.
    private const long BlockedPatienceMilliseconds = 5 * 60_000;

    // When the clock has first seen the handler at the message that it is at.
    private long _blockedSince = EngineClock.Never;
    private long _handlerDeadline = EngineClock.Never;
    private long _closeOverdue = EngineClock.Never;

    /// <summary>Asks for one call of <see cref="IEngineHandler.OnDeadline"/> after <paramref name="delay"/>; an earlier one that was asked for stays.</summary>
    public void RequestDeadline(TimeSpan delay)
    {
        var deadline = _server.Clock.Now + (long)delay.TotalMilliseconds;
        var current = Volatile.Read(ref _handlerDeadline);
        while (deadline < current)
        {
            var seen = Interlocked.CompareExchange(ref _handlerDeadline, deadline, current);
            if (seen == current)
            {
                _server.Clock.RequestTick(deadline);
                return;
            }

            current = seen;
        }
    }

    /// <summary>Lets no fault of one session keep the clock from the others.</summary>
    internal void TickGuarded(long now, bool isLate)
    {
        try
        {
            Tick(now, isLate);
        }
        catch (Exception exception)
        {
            CloseAfterFault(exception);
        }
    }

    internal void Tick(long now, bool isLate)
    {
        if (isLate)
        {
            _heartbeat.OnKeptWaiting();
        }

        if (Volatile.Read(ref _isHandling) && _blockedSince == EngineClock.Never)
        {
            _blockedSince = now;
        }

        if (now >= _closeOverdue)
        {
            Close(CloseReason.ForcedClose, null);
            return;
        }

        if (IsOverdue(now))
        {
            Close(CloseReason.PingTimeout, null);
            return;
        }

        if (_heartbeat.TryPing(now))
        {
            _ = SendAsync(FrameGroup.Ping);
        }

        if (now >= Volatile.Read(ref _handlerDeadline))
        {
            Volatile.Write(ref _handlerDeadline, EngineClock.Never);
            _server.Handler.OnDeadline(this);
        }

        _server.Clock.RequestTick(Volatile.Read(ref _handlerDeadline));
    }

    internal bool IsAliveAtLookup()
    {
        if (!IsClosed && IsOverdue(_server.Clock.Now) && !_server.Clock.IsLate)
        {
            Close(CloseReason.PingTimeout, null);
        }

        return !IsClosed;
    }

    // While our own handler keeps the client's packets waiting, a pong may be among them.
    private bool IsOverdue(long now) => _heartbeat.IsOverdue(now) && !Volatile.Read(ref _isReadingPaused) && !IsBlocked(now);

    private bool IsBlocked(long now) => Volatile.Read(ref _isHandling) && now - Math.Min(now, _blockedSince) < BlockedPatienceMilliseconds;
}
