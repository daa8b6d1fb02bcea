using System.Globalization;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster.Ordered;

/// <summary>Stands for a broker that keeps what it is sent, in one order, and sessions. Can be out of reach, forget, and lose its answers.</summary>
internal sealed class ClusterLog
{
    private readonly Lock _gate = new();
    private readonly List<byte[]?> _entries = [];
    private readonly Dictionary<string, (byte[] Content, TimeSpan Lifetime)> _sessions = [];
    private TaskCompletionSource _appended = new();
    private TaskCompletionSource _released = Completed();

    /// <summary>Whether the broker can be reached.</summary>
    public bool IsThere { get; set; } = true;

    /// <summary>Whether what is sent gets through, though nobody is told so.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>Whether it can be read, and not written.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>How often somebody wanted to write.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether messages of this kind are not wanted.</summary>
    public Func<ClusterMessage, bool> Refuses { get; set; } = _ => false;

    /// <summary>The nodes that are there.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<(string Namespace, string NodeId), bool> Nodes { get; } = new();

    /// <summary>Runs after a session was taken, before anything else is read.</summary>
    public Func<Task> OnTaken { get; set; } = () => Task.CompletedTask;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public IReadOnlyDictionary<string, (byte[] Content, TimeSpan Lifetime)> Sessions
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, (byte[], TimeSpan)>(_sessions);
            }
        }
    }

    /// <summary>Nobody gets anything from here on.</summary>
    public void Hold() => _released = new TaskCompletionSource();

    public void Release() => _released.TrySetResult();

    /// <summary>Forgets what is older.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            for (var i = 0; i < _entries.Count; i++)
            {
                _entries[i] = null;
            }
        }
    }

    public static string OffsetOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{index}-0");

    public string Append(byte[] entry)
    {
        Check();
        Attempts++;
        if (IsReadOnly)
        {
            throw new IOException("The broker is not written.");
        }

        TaskCompletionSource appended;
        string offset;
        lock (_gate)
        {
            offset = OffsetOf(_entries.Count);
            _entries.Add(entry);
            (appended, _appended) = (_appended, new TaskCompletionSource());
        }

        appended.SetResult();
        return LosesAnswers ? throw new IOException("The answer is lost.") : offset;
    }

    /// <summary>The entries from an index on, as soon as there are some.</summary>
    public async Task<IReadOnlyList<(int Index, byte[] Entry)>> WaitAsync(int index, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _released.Task.WaitAsync(cancellationToken);
            Task appended;
            lock (_gate)
            {
                appended = _appended.Task;
                if (index < _entries.Count)
                {
                    return [.. Enumerable.Range(index, _entries.Count - index).Where(i => _entries[i] is not null).Select(i => (i, _entries[i]!))];
                }
            }

            await appended.WaitAsync(cancellationToken);
        }
    }

    public IReadOnlyList<(int Index, byte[] Entry)> Read(int from, int to)
    {
        Check();
        lock (_gate)
        {
            return [.. Enumerable.Range(from, Math.Max(0, Math.Min(to, _entries.Count) - from)).Where(i => _entries[i] is not null).Select(i => (i, _entries[i]!))];
        }
    }

    public bool Save(string privateId, byte[] session, TimeSpan lifetime, ReadOnlyMemory<byte>? previous)
    {
        Check();
        lock (_gate)
        {
            if (previous is { } expected && _sessions.TryGetValue(privateId, out var there) && !expected.Span.SequenceEqual(there.Content))
            {
                return false;
            }

            _sessions[privateId] = (session, lifetime);
            return true;
        }
    }

    public KeptSession? Find(string privateId)
    {
        Check();
        lock (_gate)
        {
            return _sessions.TryGetValue(privateId, out var kept) ? new KeptSession(kept.Content, kept.Lifetime) : null;
        }
    }

    public bool Remove(string privateId, ReadOnlyMemory<byte>? previous)
    {
        Check();
        lock (_gate)
        {
            return _sessions.TryGetValue(privateId, out var there) && (previous is not { } expected || expected.Span.SequenceEqual(there.Content)) && _sessions.Remove(privateId);
        }
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    private void Check()
    {
        if (!IsThere)
        {
            throw new IOException("The broker is not there.");
        }
    }
}
