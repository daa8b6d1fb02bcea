using SocketIoSharp.Adapters;
using SocketIoSharp.Cluster.Ordered;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Cluster;

// How clients come back, to whichever node.
public abstract partial class OrderedClusterAdapter
{
    private static readonly DisconnectReason TooLate = new(DisconnectReason.TransportError.Name, "more was sent than the client's queue holds before it was let in");

    private readonly List<LateEvents> _late = [];
    private readonly SessionCodec _sessionCodec;
    private readonly SessionKeeper? _keeper;

    /// <summary>The number of clients on their way back.</summary>
    internal int ReturningCount
    {
        get
        {
            lock (_gate)
            {
                return _late.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override Task PersistSessionAsync(SavedSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return _keeper?.SaveAsync(session) ?? Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<RestoredSession?> RestoreSessionAsync(string privateId, string offset)
    {
        ArgumentNullException.ThrowIfNull(privateId);
        ArgumentNullException.ThrowIfNull(offset);
        try
        {
            return _recovers && await ContainsAsync(offset) ? await FindAsync(privateId, offset) : null;
        }
        catch (Exception exception)
        {
            // When the broker is away, that would be an error for each client of a node that has lost its clients.
            _keeper!.NotRead(exception);
            return null;
        }
    }

    internal override void Admit(Socket socket, FrameGroup connect, RestoredSession? restored)
    {
        if (!_recovers)
        {
            base.Admit(socket, connect, restored);
            return;
        }

        var isTooLate = false;
        lock (_gate)
        {
            if (restored?.Late is Gathering gathering)
            {
                isTooLate = gathering.Events.IsTooMuch;
                restored = new RestoredSession(restored.Session, [.. restored.MissedPackets, .. gathering.Events.Take()]);
            }

            if (!isTooLate)
            {
                base.Admit(socket, connect, restored);
            }
        }

        if (isTooLate)
        {
            socket.Connection.Abandon(TooLate);
        }
        else
        {
            _keeper!.Begin(socket);
        }
    }

    internal override void Discard(Socket socket) => _keeper?.End(socket);

    private async Task<RestoredSession?> FindAsync(string privateId, string offset)
    {
        // What this node's sockets have got already and the log has not would be lost to this one.
        await _outbox.WhenSettledAsync().WaitAsync(_options.RequestTimeout, _time);
        if (await FindSessionAsync(privateId) is not { } kept)
        {
            return null;
        }

        if (!_sessionCodec.TryRead(kept.Content, out var session, out var nodeId, out var reason) || session.PrivateId != privateId)
        {
            OnRefused("a session is not of the form: " + (reason ?? "it has another secret"));
            return null;
        }

        // A socket that is connected elsewhere is somebody: it is left alone.
        var isConnected = nodeId is not null && nodeId != NodeId;
        if ((isConnected && await IsThereAsync(nodeId!)) || !await RemoveSessionAsync(privateId, kept.Content))
        {
            return null;
        }

        session.SavedAt = SavedAt(kept.Remaining);
        var restored = await RestoreAsync(session, offset);
        if (isConnected)
        {
            TakeOver(session);
        }

        return restored;
    }

    private async Task<bool> IsThereAsync(string nodeId) => (await GetOtherNodesAsync()).Ids.Contains(nodeId, StringComparer.Ordinal);

    private async Task<RestoredSession> RestoreAsync(SavedSession session, string offset)
    {
        var engine = Namespace.Server.Options.Engine;
        var late = new LateEvents(session, offset, engine.MaxBufferedPackets, engine.MaxBufferedBytes);
        var gathering = new Gathering(this, late);
        try
        {
            var missed = new MissedEvents(session, engine.MaxBufferedPackets, engine.MaxBufferedBytes);
            if (await GetLastOffsetAsync() is { } last)
            {
                await ReadAsync(missed, offset, last);
                await WhenTakenAsync(last).WaitAsync(_options.RequestTimeout, _time);
            }

            // From here on everything that was read has passed, and what comes is gathered.
            await WhenDeliveredAsync();
            late.Read = missed.Offsets;
            return new RestoredSession(session, missed.Packets) { Late = gathering, IsTooMuch = missed.IsTooMuch };
        }
        catch
        {
            gathering.Dispose();
            await PersistSessionAsync(session);
            throw;
        }
    }

    private async Task ReadAsync(MissedEvents missed, string offset, string last)
    {
        LogPage page;
        do
        {
            page = await ReadAsync(offset, last);
            foreach (var (place, message) in page.Messages)
            {
                missed.Add(place, message);
            }

            offset = page.End ?? last;
        }
        while (offset != last && !missed.IsTooMuch);
    }

    // A node that is taken for dead, and is not, would keep a second socket of this id.
    private void TakeOver(SavedSession session)
    {
        if (!_isClosed)
        {
            var message = new ClusterMessage { Type = ClusterMessageType.DisconnectSockets, Target = BroadcastTarget.Everyone with { Rooms = [session.Id] } };
            lock (_order)
            {
                _outbox.Add(Signed(message), isApplied: true, out var dropped);
                Queue(dropped);
            }

            _outbox.Pump();
            _queue.Run();
        }
    }

    // 0 stands for a session that was never saved.
    private long SavedAt(TimeSpan remaining)
    {
        var duration = Namespace.Server.Options.ConnectionStateRecovery!.MaxDisconnectionDuration;
        var savedAt = Namespace.Server.Now - (long)(duration - remaining).TotalMilliseconds;
        return savedAt == 0 ? -1 : savedAt;
    }

    private sealed class Gathering : IDisposable
    {
        private readonly OrderedClusterAdapter _adapter;

        public Gathering(OrderedClusterAdapter adapter, LateEvents events)
        {
            (_adapter, Events) = (adapter, events);
            lock (adapter._gate)
            {
                adapter._late.Add(events);
            }
        }

        public LateEvents Events { get; }

        public void Dispose()
        {
            lock (_adapter._gate)
            {
                _adapter._late.Remove(Events);
            }
        }
    }
}
