namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>One connection of the echo on raw sockets. It holds bytes only while the client does not take them.</summary>
internal sealed class EchoConnection(int descriptor, Epoll epoll, Action<byte[], int> broadcast)
{
    // Behind a frame header of two octets.
    private static readonly byte[] BroadcastStart = "42[\"broadcast\""u8.ToArray();

    private byte[] _unsent = [];

    /// <summary>Does what the connection is ready for.</summary>
    /// <param name="buffer">Room for what arrives; not kept.</param>
    /// <returns>Whether the connection goes on.</returns>
    public bool Continue(byte[] buffer) => _unsent.Length == 0 ? Echo(buffer) : SendRest();

    /// <summary>Sends bytes, or keeps them until the client takes them.</summary>
    /// <returns>Whether the connection goes on.</returns>
    public bool Send(ReadOnlySpan<byte> bytes)
    {
        var sent = NativeSocket.Send(descriptor, bytes);
        if (sent == bytes.Length)
        {
            return true;
        }

        if (sent < 0 && !NativeSocket.CanGoOn)
        {
            return false;
        }

        // Nothing more is read before the client has taken this.
        _unsent = bytes[Math.Max(sent, 0)..].ToArray();
        epoll.WaitToWrite(descriptor);
        return true;
    }

    private bool Echo(byte[] buffer)
    {
        var received = NativeSocket.Receive(descriptor, buffer);
        if (received < 0)
        {
            return NativeSocket.CanGoOn;
        }

        if (received > 2 && buffer.AsSpan(2, received - 2).StartsWith(BroadcastStart))
        {
            broadcast(buffer, received);
            return true;
        }

        return received > 0 && Send(buffer.AsSpan(0, received));
    }

    private bool SendRest()
    {
        var sent = NativeSocket.Send(descriptor, _unsent);
        if (sent < 0)
        {
            return NativeSocket.CanGoOn;
        }

        _unsent = _unsent[sent..];
        if (_unsent.Length == 0)
        {
            epoll.WaitToRead(descriptor);
        }

        return true;
    }
}
