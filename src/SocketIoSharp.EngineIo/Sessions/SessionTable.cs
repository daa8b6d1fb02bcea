using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>The open sessions by their id.</summary>
internal sealed class SessionTable
{
    private readonly ConcurrentDictionary<string, EngineSession> _sessions = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource? _empty;

    public int Count => _sessions.Count;

    /// <summary>What is queued in all of them.</summary>
    public long BufferedBytes
    {
        get
        {
            var bytes = 0L;
            foreach (var pair in _sessions)
            {
                bytes += pair.Value.Outbound.Bytes;
            }

            return bytes;
        }
    }

    public bool Contains(string id) => _sessions.ContainsKey(id);

    public void Add(EngineSession session) => _sessions[session.Id] = session;

    public void Remove(EngineSession session)
    {
        if (_sessions.TryRemove(new KeyValuePair<string, EngineSession>(session.Id, session)) && _empty is { } empty && _sessions.IsEmpty)
        {
            empty.TrySetResult();
        }
    }

    /// <summary>Waits until the last session is gone, or the time is up.</summary>
    public async Task WaitUntilEmptyAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        _empty = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_sessions.IsEmpty)
        {
            await _empty.Task.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Finds a session that is alive at this moment: one whose deadline has passed is closed here, not at the next tick.</summary>
    public bool TryFind(string id, [NotNullWhen(true)] out EngineSession? session) =>
        _sessions.TryGetValue(id, out session) && session.IsAliveAtLookup();

    public void ForEach<TState>(Action<EngineSession, TState> action, TState state)
    {
        foreach (var pair in _sessions)
        {
            action(pair.Value, state);
        }
    }
}
