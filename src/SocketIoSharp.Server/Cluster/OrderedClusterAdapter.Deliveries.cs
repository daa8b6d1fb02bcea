using SocketIoSharp.Cluster.Ordered;

namespace SocketIoSharp.Cluster;

// What reaches this node's sockets, and in which order.
public abstract partial class OrderedClusterAdapter
{
    // Held while it is decided what comes next, so that the order of the decisions is that of the queue. The outbox's own lock may be taken under it.
    private readonly Lock _order = new();

    // Held while an event is queued for its receivers, or a socket becomes one of them.
    private readonly Lock _gate = new();
    private readonly SerialQueue<Delivery> _queue;
    private ITimer? _timer;
    private bool _isDetached;

    /// <summary>Takes an entry of the log, this node's own among them, or a message that came in another way. One thread at a time for the log, in its order.</summary>
    /// <inheritdoc/>
    protected override void OnMessage(ClusterMessage message, string? offset = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Namespace != Namespace.Name)
        {
            return;
        }

        if (message.NodeId == NodeId)
        {
            OnReturned(message.Number, offset);
        }
        else if (message.Number == 0 || _numbers.IsNew(message.NodeId, message.Number))
        {
            base.OnMessage(_recovers ? message with { Offset = offset } : message, offset);
        }
    }

    private protected override Task SendAsync(ClusterMessage message)
    {
        if (message.Target.IsLocal || _isClosed)
        {
            return base.SendAsync(message);
        }

        if (_recovers)
        {
            return SendInOrderAsync(message);
        }

        var entry = _outbox.Add(Signed(message), isApplied: true, out _);
        _outbox.Pump();
        Apply(message, message.Packet);
        return _outbox.IsMuch ? entry.Done : Task.CompletedTask;
    }

    private protected override void Receive(ClusterMessage message)
    {
        if (!_recovers)
        {
            Apply(message, message.Packet);
            return;
        }

        _queue.Add(new Delivery(message));
        _queue.Run();
    }

    /// <summary>Sends a message that this node's sockets get when it comes back, or at once while the broker is too slow for that.</summary>
    private Task SendInOrderAsync(ClusterMessage message)
    {
        OutboxEntry entry;
        lock (_order)
        {
            entry = _outbox.Add(Signed(message), isApplied: false, out var dropped);
            Queue(dropped);
            if (_isDetached)
            {
                Queue([entry]);
            }
        }

        _outbox.Pump();
        _queue.Run();
        return entry.Done;
    }

    private void OnReturned(long number, string? offset)
    {
        lock (_order)
        {
            if (_outbox.Returned(number, out var refused) is not { } entry)
            {
                return;
            }

            Queue(refused);
            Queue([entry], offset);
            _isDetached &= _time.GetElapsedTime(entry.AddedAt) >= _options.LocalDeliveryTimeout;
        }

        _queue.Run();
        _outbox.Pump();
    }

    private void DeliverOverdue()
    {
        lock (_order)
        {
            var overdue = _outbox.TakeOverdue(_options.LocalDeliveryTimeout);
            _isDetached |= overdue.Count > 0;
            Queue(overdue);
        }

        _queue.Run();
    }

    private void Attach()
    {
        lock (_order)
        {
            _isDetached = false;
        }
    }

    // Under the lock of the order.
    private void Queue(IReadOnlyList<OutboxEntry> entries, string? offset = null)
    {
        foreach (var entry in entries)
        {
            if (!entry.IsApplied)
            {
                entry.IsApplied = true;
                _queue.Add(new Delivery(entry.Message with { Offset = offset }, entry));
            }
        }
    }

    private void Run(Delivery delivery)
    {
        try
        {
            if (delivery.Message is { Type: ClusterMessageType.Broadcast } broadcast)
            {
                Deliver(broadcast);
            }
            else if (delivery.Message is { } command)
            {
                Apply(command, packet: null);
            }
        }
        catch (Exception exception)
        {
            Reports.Failed(delivery.Message!, exception);
        }

        delivery.Entry?.Complete();
        delivery.Marker?.SetResult();
    }

    private void Deliver(ClusterMessage broadcast)
    {
        var packet = broadcast is { Offset: { } offset, Target.IsVolatile: false } ? broadcast.Packet!.Append(offset) : broadcast.Packet!;
        List<Socket>? watched;
        lock (_gate)
        {
            foreach (var late in _late)
            {
                late.Offer(broadcast.Target, packet, broadcast.Offset);
            }

            watched = Queue(broadcast.Target, packet);
        }

        watched?.ForEach(socket => socket.ShowOutgoing(packet));
    }

    /// <summary>Waits until everything that was to be delivered before is.</summary>
    private Task WhenDeliveredAsync()
    {
        var marker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add(new Delivery(null, Marker: marker));
        _queue.Run();
        return marker.Task;
    }

    private readonly record struct Delivery(ClusterMessage? Message, OutboxEntry? Entry = null, TaskCompletionSource? Marker = null);
}
