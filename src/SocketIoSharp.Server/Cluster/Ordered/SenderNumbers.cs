namespace SocketIoSharp.Cluster.Ordered;

/// <summary>
/// Tells messages that were sent a second time: a node that cannot know whether the broker has got one sends it again. Numbers ascend, and what is left out is remembered for a while.
/// Thread-safe.
/// </summary>
internal sealed class SenderNumbers
{
    private const int MaxSenders = 1024;
    private const int MaxGaps = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Sender> _senders = new(StringComparer.Ordinal);
    private long _clock;

    /// <summary>Takes note of a message.</summary>
    /// <returns><see langword="false"/> when it was there before.</returns>
    public bool IsNew(string nodeId, long number)
    {
        lock (_gate)
        {
            if (!_senders.TryGetValue(nodeId, out var sender))
            {
                ForgetOldest();
                _senders[nodeId] = sender = new Sender(number);
            }

            sender.LastSeen = _clock++;
            return sender.Take(number);
        }
    }

    // Each start of a process brings a new id.
    private void ForgetOldest()
    {
        if (_senders.Count >= MaxSenders)
        {
            _senders.Remove(_senders.MinBy(sender => sender.Value.LastSeen).Key);
        }
    }

    private sealed class Sender(long first)
    {
        private readonly SortedSet<long> _missing = [];
        private long _last = first - 1;

        public long LastSeen { get; set; }

        public bool Take(long number)
        {
            // What was sent before this node listened was never taken, either.
            if (number <= _last)
            {
                return number < first || _missing.Remove(number);
            }

            for (var missing = Math.Max(_last + 1, number - MaxGaps); missing < number; missing++)
            {
                _missing.Add(missing);
            }

            while (_missing.Count > MaxGaps)
            {
                _missing.Remove(_missing.Min);
            }

            _last = number;
            return true;
        }
    }
}
