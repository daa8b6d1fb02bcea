using SocketIoSharp.Benchmarks.Native;

namespace SocketIoSharp.Benchmarks.Load;

/// <summary>One TCP connection of the load generator.</summary>
internal abstract class LoadConnection
{
    private LoadLoop? _loop;
    private ReadOnlyMemory<byte> _unsent;
    private bool _isConnected;

    public int Descriptor { get; private set; }

    /// <summary>The number by which the loop knows this connection.</summary>
    public int Place { get; private set; }

    public bool IsClosed => _loop is null;

    /// <summary>The loop while the connection is open.</summary>
    protected LoadLoop Loop => _loop ?? throw new InvalidOperationException("The connection is closed.");

    public void Attach(LoadLoop loop, int descriptor, int place) => (_loop, Descriptor, Place) = (loop, descriptor, place);

    public void OnEvents(uint events, byte[] buffer)
    {
        if ((events & Libc.WritableEvent) != 0)
        {
            OnWritable();
        }

        if ((events & ~Libc.WritableEvent) != 0)
        {
            OnReadable(buffer);
        }
    }

    /// <summary>Sends bytes that are not changed before they are out.</summary>
    public void Send(ReadOnlyMemory<byte> bytes)
    {
        if (!_unsent.IsEmpty)
        {
            _unsent = (byte[])[.. _unsent.Span, .. bytes.Span];
            return;
        }

        var rest = bytes[TrySend(bytes)..];
        if (!rest.IsEmpty)
        {
            _unsent = rest;
            Loop.Watch(this, Libc.Modify, Libc.ReadableEvent | Libc.WritableEvent);
        }
    }

    /// <summary>Leaves as the clients of users do: what has come is read first, because a close that finds bytes unread is a reset.</summary>
    public void Close()
    {
        Span<byte> unread = stackalloc byte[512];
        while (!IsClosed && Libc.Receive(Descriptor, unread) > 0)
        {
            // Nobody asks for it.
        }

        Detach();
    }

    /// <summary>Cuts the connection off, so that no port is left waiting.</summary>
    public void Abort()
    {
        if (!IsClosed)
        {
            Libc.ResetOnClose(Descriptor);
        }

        Detach();
    }

    protected abstract void OnConnected();

    protected abstract void OnReceived(ReadOnlySpan<byte> bytes);

    private void Detach()
    {
        _loop?.Forget(this);
        _loop = null;
    }

    private void OnWritable()
    {
        _unsent = _unsent[TrySend(_unsent)..];
        if (_unsent.IsEmpty)
        {
            Loop.Watch(this, Libc.Modify, Libc.ReadableEvent);
        }

        if (!_isConnected)
        {
            _isConnected = true;
            OnConnected();
        }
    }

    private void OnReadable(byte[] buffer)
    {
        var received = Libc.Receive(Descriptor, buffer);
        if (received > 0)
        {
            OnReceived(buffer.AsSpan(0, received));
            return;
        }

        if (received == 0 || Libc.LastError is not (Libc.WouldBlock or Libc.Interrupted))
        {
            throw new IOException($"The server has closed a connection ({(received == 0 ? "end" : $"error {Libc.LastError}")}): {this}.");
        }
    }

    private int TrySend(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return 0;
        }

        var sent = Libc.Send(Descriptor, bytes.Span);
        return sent >= 0 ? sent : Libc.LastError is Libc.WouldBlock or Libc.Interrupted
            ? 0
            : throw new IOException($"The server has closed a connection (error {Libc.LastError}): {this}.");
    }
}
