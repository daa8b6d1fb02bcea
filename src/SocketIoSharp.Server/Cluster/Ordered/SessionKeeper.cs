using System.Collections.Concurrent;
using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster.Ordered;

/// <summary>
/// Has the broker keep what clients can come back to. When an interval is set, that is done while they are connected, too: their node may not live to see their disconnection. Each write but the
/// first is made only if what is there is this node's own last one, so that a node which has missed its client's departure does not write over what another has made of it.
/// </summary>
internal sealed partial class SessionKeeper(OrderedClusterAdapter adapter, ISessionStore store, SessionCodec codec, TimeSpan duration, TimeSpan interval)
{
    private static readonly TimeSpan WarningInterval = TimeSpan.FromSeconds(10);

    // Longer than anybody may be away: how long a node has been dead when its client comes is not known.
    private readonly TimeSpan _earlyLifetime = duration + (duration / 2);
    private readonly TimeProvider _time = adapter.Namespace.Server.Time;
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private ITimer? _timer;
    private long _lastWarning = -1;
    private int _isLooking;

    private bool IsEarly => interval != Timeout.InfiniteTimeSpan;

    /// <summary>The number of connected sockets that are kept.</summary>
    public int Count => _kept.Count;

    public void Start() =>
        _timer = IsEarly ? _time.CreateTimer(static keeper => _ = ((SessionKeeper)keeper!).LookAsync(), this, interval, interval) : null;

    /// <summary>A socket is connected.</summary>
    public void Begin(Socket socket)
    {
        if (IsEarly)
        {
            var kept = new Kept();
            _kept[socket.PrivateId!] = kept;
            if (socket.Connected)
            {
                _ = SaveConnectedAsync(socket, kept);
            }
            else
            {
                // Who has ended it meanwhile may have found nothing to end here.
                _kept.TryRemove(KeyValuePair.Create(socket.PrivateId!, kept));
            }
        }
    }

    /// <summary>A socket is disconnected, and its client can come back to it.</summary>
    public async Task SaveAsync(SavedSession session)
    {
        var previous = _kept.TryRemove(session.PrivateId, out var kept) ? kept.Content : null;
        var remaining = session.SavedAt == 0 ? duration : duration - TimeSpan.FromMilliseconds(adapter.Namespace.Server.Now - session.SavedAt);
        if (kept?.IsTaken == true || remaining <= TimeSpan.Zero)
        {
            return;
        }

        try
        {
            await store.SaveSessionAsync(session.PrivateId, codec.Write(session), remaining, previous);
        }
        catch (Exception exception)
        {
            Warn(session.Id, exception);
        }
    }

    /// <summary>A socket is disconnected for good.</summary>
    public void End(Socket socket)
    {
        if (_kept.TryRemove(socket.PrivateId!, out var kept) && !kept.IsTaken)
        {
            _ = RemoveAsync(socket, kept.Content);
        }
    }

    public void Stop() => _timer?.Dispose();

    private async Task LookAsync()
    {
        if (Interlocked.Exchange(ref _isLooking, 1) == 1)
        {
            return;
        }

        foreach (var socket in adapter.Namespace.Sockets)
        {
            // When the broker is away, that is so for all of them.
            if (socket.Connected && _kept.TryGetValue(socket.PrivateId!, out var kept) && !kept.IsTaken && !await SaveConnectedAsync(socket, kept))
            {
                break;
            }
        }

        Volatile.Write(ref _isLooking, 0);
    }

    /// <returns><see langword="false"/> when the broker does not take it.</returns>
    private async Task<bool> SaveConnectedAsync(Socket socket, Kept kept)
    {
        if (TryWrite(socket) is not { } content)
        {
            return true;
        }

        var previous = kept.Content;
        if (previous is not null && previous.AsSpan().SequenceEqual(content) && _time.GetElapsedTime(kept.SavedAt) < duration / 2)
        {
            return true;
        }

        try
        {
            (kept.Content, kept.SavedAt) = (content, _time.GetTimestamp());
            kept.IsTaken = !await store.SaveSessionAsync(socket.PrivateId!, content, _earlyLifetime, previous);
            return true;
        }
        catch (Exception exception)
        {
            // What is there now is not known any more.
            kept.Content = null;
            Warn(socket.Id, exception);
            return false;
        }
    }

    private byte[]? TryWrite(Socket socket)
    {
        try
        {
            return codec.Write(new SavedSession(socket.Id, socket.PrivateId!, socket.Rooms, socket.Data), adapter.NodeId);
        }
        catch (Exception exception)
        {
            Warn(socket.Id, exception);
            return null;
        }
    }

    private async Task RemoveAsync(Socket socket, byte[]? content)
    {
        try
        {
            await store.RemoveSessionAsync(socket.PrivateId!, content);
        }
        catch (Exception exception)
        {
            Warn(socket.Id, exception);
        }
    }

    /// <summary>Says that a client's session cannot be looked for. It gets a new one.</summary>
    public void NotRead(Exception exception)
    {
        if (IsDue())
        {
            Log.NotRead(adapter.Namespace.Server.Logs.Recovery, adapter.Namespace.Name, exception);
        }
    }

    private void Warn(string socketId, Exception exception)
    {
        if (IsDue())
        {
            Log.NotKept(adapter.Namespace.Server.Logs.Recovery, socketId, adapter.Namespace.Name, exception);
        }
    }

    private bool IsDue()
    {
        var before = Volatile.Read(ref _lastWarning);
        return (before < 0 || _time.GetElapsedTime(before) >= WarningInterval) && Interlocked.CompareExchange(ref _lastWarning, _time.GetTimestamp(), before) == before;
    }

    private sealed class Kept
    {
        public byte[]? Content { get; set; }

        public long SavedAt { get; set; }

        /// <summary>Whether another node has it.</summary>
        public bool IsTaken { get; set; }
    }
}
