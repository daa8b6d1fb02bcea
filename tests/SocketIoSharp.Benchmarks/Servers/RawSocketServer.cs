using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>
/// As near to the physical limit as C# gets: one thread, readiness from epoll, and one <c>recv</c> and one <c>send</c> for what has arrived.
/// Nothing is allocated while it echoes. <c>System.Net.Sockets</c> would do the same from another thread, through its own queue of events.
/// </summary>
internal sealed class RawSocketServer : IDisposable
{
    public const string Name = "raw-socket";

    private const int Backlog = 1024;
    private const int BufferSize = 64 * 1024;

    private readonly System.Net.Sockets.Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Epoll _epoll = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private EchoConnection?[] _connections = new EchoConnection?[1024];

    private RawSocketServer()
    {
        // Accepted sockets inherit it.
        _listener.NoDelay = true;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(Backlog);
        _listener.Blocking = false;
        _epoll.Add(ListeningDescriptor);
    }

    private int ListeningDescriptor => (int)_listener.Handle;

    private int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Serves until standard input ends.</summary>
    public static int Run()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("The echo on raw sockets waits with epoll, which only Linux has.");
        }

        using var server = new RawSocketServer();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"listening {server.Port}"));
        _ = StandardInput.WaitForEndAsync().ContinueWith(_ => Environment.Exit(0), TaskScheduler.Default);
        server.Serve();
        return 0;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _epoll.Dispose();
    }

    private void Serve()
    {
        while (true)
        {
            var count = _epoll.Wait();
            for (var i = 0; i < count; i++)
            {
                Handle(_epoll[i]);
            }
        }
    }

    private void Handle(int descriptor)
    {
        if (descriptor == ListeningDescriptor)
        {
            AcceptAll();
        }
        else if (!_connections[descriptor]!.Continue(_buffer))
        {
            _connections[descriptor] = null;
            NativeSocket.Release(descriptor);
        }
    }

    private void Broadcast(byte[] buffer, int length)
    {
        foreach (var connection in _connections)
        {
            // One that is broken is found out when its turn to be read comes.
            _ = connection?.Send(buffer.AsSpan(0, length));
        }
    }

    private void AcceptAll()
    {
        while (NativeSocket.TryAccept(ListeningDescriptor, out var descriptor))
        {
            if (descriptor >= _connections.Length)
            {
                Array.Resize(ref _connections, Math.Max(descriptor + 1, 2 * _connections.Length));
            }

            _connections[descriptor] = new EchoConnection(descriptor, _epoll, Broadcast);
            _epoll.Add(descriptor);
        }
    }
}
