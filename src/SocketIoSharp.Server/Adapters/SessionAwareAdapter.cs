using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Recovery;

namespace SocketIoSharp.Adapters;

/// <summary>
/// The local adapter with connection state recovery: it keeps the events of the last minutes and the sockets that were disconnected in that
/// time, in memory. Namespaces have one of these when <see cref="SocketIoOptions.ConnectionStateRecovery"/> is set.
/// </summary>
/// <remarks>
/// An event is stored and queued for its receivers under one lock, so that no client gets two in another order than that in which they are
/// stored: it could not say what it has missed. Broadcasts of one namespace therefore follow one another.
/// </remarks>
public class SessionAwareAdapter : Adapter
{
    // The reference's. What is kept for less time is looked at more often.
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _epoch;
    private readonly long _start;
    private readonly long _duration;
    private readonly PacketLog _packets;
    private readonly SessionArchive _sessions;
    private ITimer? _timer;

    /// <summary>Creates the adapter of a namespace.</summary>
    /// <exception cref="InvalidOperationException">Connection state recovery is off.</exception>
    public SessionAwareAdapter(Namespace @namespace)
        : base(@namespace)
    {
        var options = @namespace.Server.Options.ConnectionStateRecovery
            ?? throw new InvalidOperationException("SocketIoOptions.ConnectionStateRecovery is not set.");
        _time = @namespace.Server.Time;
        _epoch = _time.GetUtcNow().ToUnixTimeMilliseconds();
        _start = _time.GetTimestamp();
        _duration = (long)options.MaxDisconnectionDuration.TotalMilliseconds;
        _packets = new PacketLog(options.MaxStoredBytes);
        _sessions = new SessionArchive(options.MaxSessions);
    }

    /// <summary>What is kept at the moment.</summary>
    internal (int Packets, int Sessions) Kept
    {
        get
        {
            lock (_gate)
            {
                return (_packets.Count, _sessions.Count);
            }
        }
    }

    /// <summary>The memory that the kept events take, roughly.</summary>
    internal long KeptBytes
    {
        get
        {
            lock (_gate)
            {
                return _packets.Bytes;
            }
        }
    }

    // Begins with the time of day, so that offsets of a process before are none of this one's, and goes on with what passes: somebody may set the time of day.
    private long Now => _epoch + (long)_time.GetElapsedTime(_start).TotalMilliseconds;

    /// <inheritdoc/>
    public override Task InitAsync()
    {
        var interval = TimeSpan.FromMilliseconds(Math.Clamp(_duration, 1, PurgeInterval.TotalMilliseconds));
        _timer = _time.CreateTimer(static adapter => ((SessionAwareAdapter)adapter!).Purge(), this, interval, interval);
        return base.InitAsync();
    }

    /// <inheritdoc/>
    public override Task CloseAsync()
    {
        _timer?.Dispose();
        return base.CloseAsync();
    }

    /// <summary>Stores an event, unless it is volatile, and delivers it with its offset.</summary>
    public override Task BroadcastAsync(BroadcastTarget target, OutgoingPacket packet)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(packet);
        if (target.IsVolatile)
        {
            return base.BroadcastAsync(target, packet);
        }

        OutgoingPacket stored;
        List<Socket>? watched;
        lock (_gate)
        {
            stored = _packets.Append(target, packet, Now);
            watched = Queue(target, stored);
        }

        watched?.ForEach(socket => socket.ShowOutgoing(stored));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task PersistSessionAsync(SavedSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        lock (_gate)
        {
            _sessions.Add(session, Now);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task<RestoredSession?> RestoreSessionAsync(string privateId, string offset)
    {
        lock (_gate)
        {
            return Task.FromResult(Restore(privateId, offset));
        }
    }

    /// <summary>What was sent since the session was given out belongs to the missed events, and nothing may come in between.</summary>
    internal override void Admit(Socket socket, FrameGroup connect, RestoredSession? restored)
    {
        lock (_gate)
        {
            var late = restored is null ? [] : _packets.Since(restored.Position, restored.Session);
            base.Admit(socket, connect, restored is null ? null : new RestoredSession(restored.Session, [.. restored.MissedPackets, .. late]));
        }
    }

    private RestoredSession? Restore(string privateId, string offset)
    {
        if (_sessions.Find(privateId) is not { } session)
        {
            return null;
        }

        if (session.SavedAt + _duration < Now)
        {
            _sessions.Remove(privateId);
            return null;
        }

        if (_packets.FindAfter(offset) is not { } position)
        {
            return null;
        }

        // Given out once: two clients with one id would be the end of both.
        _sessions.Remove(privateId);
        return new RestoredSession(session, _packets.Since(position, session)) { Position = _packets.End };
    }

    private void Purge()
    {
        lock (_gate)
        {
            var threshold = Now - _duration;
            _sessions.DropBefore(threshold);
            _packets.DropBefore(threshold);
        }
    }
}
