namespace SocketIoSharp.Cluster.Ordered;

// How messages get to the broker.
internal sealed partial class Outbox
{
    // What is on its way when a connection breaks is looked for in the log, and held by the client library meanwhile.
    private const int Window = 1024;
    private const long WindowBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private TimeSpan _pause;
    private bool _hasProgressed = true;
    private int _sent;
    private long _sentBytes;
    private int _round;
    private bool _isPumping;

    /// <summary>Begins to publish as soon as the broker is there.</summary>
    public void Start() => _ = ResumeAsync(TimeSpan.Zero);

    /// <summary>Publishes what has lined up, unless another thread is at it already.</summary>
    public void Pump()
    {
        lock (_gate)
        {
            if (_isPumping || !_isFlowing)
            {
                return;
            }

            _isPumping = true;
        }

        while (TakeNext(out var round) is { } entry)
        {
            _ = PublishAsync(entry, round);
        }
    }

    private OutboxEntry? TakeNext(out int round)
    {
        lock (_gate)
        {
            round = _round;
            while (_next is { Value: { IsPublished: true } or { IsSent: true } })
            {
                _next = _next.Next;
            }

            if (!_isFlowing || _sent >= Window || _sentBytes >= WindowBytes || _next is null)
            {
                _isPumping = false;
                return null;
            }

            var entry = _next.Value;
            _next = _next.Next;
            entry.IsSent = true;
            _sent++;
            _sentBytes += entry.Bytes;
            return entry;
        }
    }

    private async Task PublishAsync(OutboxEntry entry, int round)
    {
        try
        {
            await publish(entry.Message);
            reports.Sent(entry.Message.Type);
            lock (_gate)
            {
                Landed(entry, round);
                _hasProgressed = true;
                entry.IsPublished = true;
                CompleteIfApplied(entry);
            }
        }
        catch (Exception exception) when (isRefused(exception))
        {
            reports.Lost(entry.Message.Type, exception);
            Refuse(entry, round);
        }
        catch (Exception exception)
        {
            Stall(round, exception);
        }

        Pump();
    }

    private void Landed(OutboxEntry entry, int round)
    {
        if (round == _round)
        {
            _sent--;
            _sentBytes -= entry.Bytes;
        }
    }

    // It will not come back. Sockets of this node that wait for it get it in its turn: with the next one that does, or when it is overdue.
    private void Refuse(OutboxEntry entry, int round)
    {
        lock (_gate)
        {
            Landed(entry, round);
            entry.IsPublished = true;
            CompleteIfApplied(entry);
            entry.IsRefused = true;
            if (entry.IsApplied && _byNumber.TryGetValue(entry.Message.Number, out var node))
            {
                Remove(node);
            }
        }
    }

    private void Stall(int round, Exception exception)
    {
        TimeSpan pause;
        lock (_gate)
        {
            if (round != _round || !_isFlowing)
            {
                return;
            }

            // A broker that can be read and not written would be asked without end.
            pause = _pause = _hasProgressed ? TimeSpan.Zero : Longer(_pause);
            _hasProgressed = false;
            _isFlowing = false;
            _round++;
            (_sent, _sentBytes) = (0, 0);
            foreach (var entry in _entries)
            {
                CompleteIfApplied(entry);
            }
        }

        if (pause > TimeSpan.Zero)
        {
            reports.Waiting(exception);
        }

        _ = ResumeAsync(pause);
    }

    private static TimeSpan Longer(TimeSpan pause) => pause == TimeSpan.Zero ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private async Task ResumeAsync(TimeSpan pause)
    {
        await PauseAsync(pause);
        while (!await TryCatchUpAsync())
        {
            pause = Longer(pause);
            await PauseAsync(pause);
        }

        lock (_gate)
        {
            // What has got through has come back and is not here any more.
            foreach (var entry in _entries)
            {
                entry.IsSent = entry.IsPublished;
            }

            _next = _entries.First;
            _isFlowing = !_closed.IsCancellationRequested;
        }

        Pump();
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, time, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Also when it is over.
    private async Task<bool> TryCatchUpAsync()
    {
        if (_closed.IsCancellationRequested)
        {
            return true;
        }

        try
        {
            await catchUp();
            return true;
        }
        catch (Exception exception)
        {
            // The adapter says of its broker itself that it is away.
            reports.Waiting(exception);
            return _closed.IsCancellationRequested;
        }
    }
}
