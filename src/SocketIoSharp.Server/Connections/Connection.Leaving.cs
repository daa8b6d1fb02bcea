using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Connections;

// How a connection ends without breaking off: it takes no more events, ends what it has begun, and is closed.
internal sealed partial class Connection
{
    private int _isTaking;
    private int _isLeaving;

    /// <summary>Whether nothing new is taken any more.</summary>
    public bool IsLeaving => Volatile.Read(ref _isLeaving) == 1;

    /// <summary>Whether no packet is being taken, no handler runs, and no answer is owed by either side.</summary>
    public bool IsIdle => Volatile.Read(ref _isTaking) == 0 && Array.TrueForAll(Volatile.Read(ref _sockets), static socket => socket.IsIdle);

    /// <summary>
    /// Says that a packet is about to be taken. With <see cref="TryLeave"/> each side writes its own field before it reads the other's, so an event is either seen as being taken, and
    /// answered before the connection is closed, or it is not taken at all. There is one reader at a time.
    /// </summary>
    /// <returns><see langword="false"/> when it is too late for packets of the type.</returns>
    public bool TryBeginTaking(PacketType type)
    {
        Interlocked.Exchange(ref _isTaking, 1);
        if (!IsLeaving || type is PacketType.Ack or PacketType.Disconnect)
        {
            return true;
        }

        EndTaking();
        return false;
    }

    /// <summary>The packet is taken: its handler has ended, runs or waits.</summary>
    public void EndTaking() => Volatile.Write(ref _isTaking, 0);

    /// <summary>Takes no more events, and closes the connection if it is idle.</summary>
    /// <returns><see langword="false"/> when it is not; call again when it may be.</returns>
    public bool TryLeave()
    {
        Interlocked.Exchange(ref _isLeaving, 1);
        if (!IsIdle)
        {
            return false;
        }

        Close(DisconnectReason.ServerShuttingDown);
        return true;
    }
}
