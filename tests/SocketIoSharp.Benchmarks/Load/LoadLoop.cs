using System.Diagnostics;
using SocketIoSharp.Benchmarks.Native;

namespace SocketIoSharp.Benchmarks.Load;

/// <summary>
/// The load generator: one thread that serves all client connections. While it is measured it asks without a pause, so that no server has to
/// wake it, and counts the time in which there was nothing to do. A core that it shares with the server it gives away meanwhile.
/// </summary>
internal sealed unsafe class LoadLoop(bool sharesCore = false) : IDisposable
{
    private const int MaxEvents = 1024;

    // So that what drives the loop is asked again soon, too.
    private const int ShortPause = 1;

    private readonly int _epoll = Libc.EpollCreate(0);
    private readonly List<LoadConnection?> _connections = [];
    private readonly Stack<int> _free = [];
    private readonly Libc.EpollEvent[] _events = GC.AllocateArray<Libc.EpollEvent>(MaxEvents, pinned: true);
    private readonly byte[] _buffer = GC.AllocateArray<byte>(1024 * 1024, pinned: true);
    private long _idle;
    private long _total;

    /// <summary>When the events that are being handled were reported, in ticks of <see cref="Stopwatch"/>.</summary>
    public long Now { get; private set; } = Stopwatch.GetTimestamp();

    /// <summary>The share of the time since <see cref="ResetShare"/> in which there was something to do.</summary>
    public double Share => _total == 0 ? 0 : 1 - ((double)_idle / _total);

    public void ResetShare() => _idle = _total = 0;

    /// <summary>Opens a connection; its number is its place in the loop.</summary>
    public void Open(LoadConnection connection, int port)
    {
        var descriptor = Libc.Socket(Libc.InternetFamily, Libc.NonBlockingStream, 0);
        if (descriptor < 0)
        {
            throw new InvalidOperationException($"No more sockets (error {Libc.LastError}): raise the limit of open files, for example with 'ulimit -n 20000'.");
        }

        Libc.SendAtOnce(descriptor);
        if (Libc.ConnectToLoopback(descriptor, port) != 0 && Libc.LastError != Libc.InProgress)
        {
            throw new InvalidOperationException($"Port {port} cannot be reached (error {Libc.LastError}).");
        }

        var place = TakePlace(connection);
        connection.Attach(this, descriptor, place);
        Watch(connection, Libc.Add, Libc.ReadableEvent | Libc.WritableEvent);
    }

    public void Watch(LoadConnection connection, int operation, uint events)
    {
        var what = new Libc.EpollEvent { Events = events, Connection = (ulong)connection.Place };
        _ = Libc.EpollControl(_epoll, operation, connection.Descriptor, what);
    }

    public void Forget(LoadConnection connection)
    {
        _connections[connection.Place] = null;
        _free.Push(connection.Place);
        _ = Libc.Close(connection.Descriptor);
    }

    /// <summary>Goes on until <paramref name="isDone"/>, which is asked between rounds and may send.</summary>
    /// <exception cref="TimeoutException">It has taken longer than <paramref name="limit"/>.</exception>
    public void RunUntil(Func<bool> isDone, TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        var mark = start;
        while (!isDone())
        {
            var before = sharesCore ? Stopwatch.GetTimestamp() : mark;
            var count = Wait(sharesCore ? ShortPause : 0);
            Now = Stopwatch.GetTimestamp();
            if (count == 0 || sharesCore)
            {
                _idle += Now - before;
            }

            if (count == 0)
            {
                if (Stopwatch.GetElapsedTime(start, Now) > limit)
                {
                    throw new TimeoutException($"The server has not answered within {limit.TotalSeconds:F0} s.");
                }
            }

            _total += Now - mark;
            mark = Now;
            Handle(count);
        }
    }

    /// <summary>Answers what comes for a while, asleep in between.</summary>
    public void Idle(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            var count = Wait(50);
            Now = Stopwatch.GetTimestamp();
            Handle(count);
        }
    }

    public void Dispose()
    {
        foreach (var connection in _connections.ToArray())
        {
            connection?.Abort();
        }

        _ = Libc.Close(_epoll);
    }

    private int TakePlace(LoadConnection connection)
    {
        if (_free.TryPop(out var place))
        {
            _connections[place] = connection;
            return place;
        }

        _connections.Add(connection);
        return _connections.Count - 1;
    }

    private int Wait(int milliseconds)
    {
        fixed (Libc.EpollEvent* events = _events)
        {
            return Math.Max(0, Libc.EpollWait(_epoll, events, MaxEvents, milliseconds));
        }
    }

    private void Handle(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _connections[(int)_events[i].Connection]?.OnEvents(_events[i].Events, _buffer);
        }
    }
}
