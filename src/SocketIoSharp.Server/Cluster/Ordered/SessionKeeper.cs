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

    // A socket that joins several rooms is written once.
    private static readonly TimeSpan ChangePause = TimeSpan.FromMilliseconds(100);

    // Longer than anybody may be away: how long a node has been dead when its client comes is not known.
    private readonly TimeSpan _earlyLifetime = duration + (duration / 2);
    private readonly TimeProvider _time = adapter.Namespace.Server.Time;
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _changed = new(StringComparer.Ordinal);
    private ITimer? _timer;
    private ITimer? _changeTimer;
    private long _lastWarning = -1;
    private int _isLooking;
    private int _isChangeDue;

    private bool IsEarly => interval != Timeout.InfiniteTimeSpan;

    /// <summary>The number of connected sockets that are kept.</summary>
    public int Count => _kept.Count;

    public void Start()
    {
        if (IsEarly)
        {
            _timer = _time.CreateTimer(static keeper => _ = ((SessionKeeper)keeper!).LookAsync(), this, interval, interval);
            _changeTimer = _time.CreateTimer(static keeper => _ = ((SessionKeeper)keeper!).SaveChangedAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            adapter.RoomJoined += OnRoomChanged;
            adapter.RoomLeft += OnRoomChanged;
        }
    }

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

    public void Stop()
    {
        adapter.RoomJoined -= OnRoomChanged;
        adapter.RoomLeft -= OnRoomChanged;
        _timer?.Dispose();
        _changeTimer?.Dispose();
    }

    // What was sent to a room that nobody knows its client to be in would be missing for good.
    private void OnRoomChanged(object? sender, RoomEventArgs e)
    {
        _changed[e.SocketId!] = true;
        if (Interlocked.Exchange(ref _isChangeDue, 1) == 0)
        {
            _changeTimer!.Change(ChangePause, Timeout.InfiniteTimeSpan);
        }
    }

    private Task SaveChangedAsync()
    {
        Volatile.Write(ref _isChangeDue, 0);
        return SaveAllAsync(_changed.Keys.Where(id => _changed.TryRemove(id, out _)).Select(id => adapter.Namespace.FindOwner(id)).OfType<Socket>());
    }

    private async Task LookAsync()
    {
        if (Interlocked.Exchange(ref _isLooking, 1) == 0)
        {
            await SaveAllAsync(adapter.Namespace.Sockets);
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private async Task SaveAllAsync(IEnumerable<Socket> sockets)
    {
        foreach (var socket in sockets)
        {
            // When the broker is away, that is so for all of them. What is left out now is found by the next look.
            if (socket.Connected && _kept.TryGetValue(socket.PrivateId!, out var kept) && !kept.IsTaken && !await SaveConnectedAsync(socket, kept))
            {
                break;
            }
        }
    }

    /// <returns><see langword="false"/> when the broker does not take it.</returns>
    private async Task<bool> SaveConnectedAsync(Socket socket, Kept kept)
    {
        try
        {
            if (Write(socket, kept) is { } saving)
            {
                kept.IsTaken = !await saving;
            }

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

    // Each write names what the one before has left, so they leave in their order.
    private Task<bool>? Write(Socket socket, Kept kept)
    {
        lock (kept)
        {
            var previous = kept.Content;
            if (TryWrite(socket) is not { } content || (previous?.AsSpan().SequenceEqual(content) == true && _time.GetElapsedTime(kept.SavedAt) < duration / 2))
            {
                return null;
            }

            (kept.Content, kept.SavedAt) = (content, _time.GetTimestamp());
            return store.SaveSessionAsync(socket.PrivateId!, content, _earlyLifetime, previous);
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
