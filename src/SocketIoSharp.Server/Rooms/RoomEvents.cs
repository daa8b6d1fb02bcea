using SocketIoSharp.Adapters;
using SocketIoSharp.Diagnostics;

namespace SocketIoSharp.Rooms;

/// <summary>
/// Tells who wants to know what happens to rooms. A change is noted under the lock that makes it, so that their order is true, and raised
/// later, outside of all locks, by one thread at a time. Costs a look at four fields when nobody listens.
/// </summary>
internal sealed partial class RoomEvents(Namespace @namespace)
{
    private readonly Lock _gate = new();
    private readonly Queue<(Kind Kind, RoomEventArgs Args)> _noted = [];
    private volatile bool _hasNoted;
    private bool _isRaising;

    public event EventHandler<RoomEventArgs>? Created;

    public event EventHandler<RoomEventArgs>? Joined;

    public event EventHandler<RoomEventArgs>? Left;

    public event EventHandler<RoomEventArgs>? Deleted;

    private enum Kind
    {
        Created,
        Joined,
        Left,
        Deleted,
    }

    private bool IsWatched => Created is not null || Joined is not null || Left is not null || Deleted is not null;

    /// <summary>Notes that a socket has joined.</summary>
    public void NoteJoin(string room, string socketId, bool isCreated)
    {
        if (IsWatched)
        {
            Note(isCreated ? (Kind.Created, new RoomEventArgs(room)) : null, (Kind.Joined, new RoomEventArgs(room, socketId)), null);
        }
    }

    /// <summary>Notes that a socket has left.</summary>
    public void NoteLeave(string room, string socketId, bool isDeleted)
    {
        if (IsWatched)
        {
            Note(null, (Kind.Left, new RoomEventArgs(room, socketId)), isDeleted ? (Kind.Deleted, new RoomEventArgs(room)) : null);
        }
    }

    /// <summary>Raises what was noted, unless another thread is at it already. No lock may be held.</summary>
    public void Raise()
    {
        if (!_hasNoted)
        {
            return;
        }

        lock (_gate)
        {
            if (_isRaising)
            {
                return;
            }

            _isRaising = true;
        }

        while (TryTake(out var kind, out var args))
        {
            Raise(kind, args);
        }
    }

    private void Note((Kind, RoomEventArgs)? first, (Kind, RoomEventArgs) second, (Kind, RoomEventArgs)? third)
    {
        lock (_gate)
        {
            if (first is { } before)
            {
                _noted.Enqueue(before);
            }

            _noted.Enqueue(second);
            if (third is { } after)
            {
                _noted.Enqueue(after);
            }

            _hasNoted = true;
        }
    }

    private bool TryTake(out Kind kind, out RoomEventArgs args)
    {
        lock (_gate)
        {
            _hasNoted = _isRaising = _noted.TryDequeue(out var noted);
            (kind, args) = noted;
            return _isRaising;
        }
    }

    private void Raise(Kind kind, RoomEventArgs args)
    {
        var handler = kind switch { Kind.Created => Created, Kind.Joined => Joined, Kind.Left => Left, _ => Deleted };
        try
        {
            handler?.Invoke(@namespace.Adapter, args);
        }
        catch (Exception exception)
        {
            @namespace.Server.Metrics.HandlerFailed(HandlerKind.Room);
            Log.HandlerFailed(@namespace.Server.Logs.Adapters, args.Room, @namespace.Name, exception);
        }
    }
}
