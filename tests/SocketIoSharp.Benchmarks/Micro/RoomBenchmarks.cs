using BenchmarkDotNet.Attributes;
using SocketIoSharp.Benchmarks.Micro.InMemory;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>One join and one leave, with so many rooms in the namespace.</summary>
[BenchmarkCategory("Rooms, join and leave")]
public class RoomBenchmarks
{
    private InMemoryServer _server = null!;
    private string[] _names = null!;
    private Socket _settler = null!;
    private Socket _visitor = null!;
    private int _next;

    [Params(1, 100, 10_000, 100_000)]
    public int Rooms { get; set; }

    [Benchmark(Description = "a room with somebody in it, the same each time")]
    public void SameRoom() => JoinAndLeave(_visitor, _names[0]);

    /// <summary>What lies far apart in memory is not in the processor's cache: this is what the table's size costs.</summary>
    [Benchmark(Description = "a room with somebody in it, another each time")]
    public void AnotherRoom()
    {
        _next = _next + 1 < _names.Length ? _next + 1 : 0;
        JoinAndLeave(_visitor, _names[_next]);
    }

    [Benchmark(Description = "a room that is new, and gone afterwards")]
    public void NewRoom() => JoinAndLeave(_visitor, "new");

    [Benchmark(Description = "by a socket that is in all rooms")]
    public void ByTheSettler() => JoinAndLeave(_settler, "yard");

    [GlobalSetup]
    public void Settle()
    {
        _server = new InMemoryServer();
        (_settler, _) = _server.Connect();
        (_visitor, _) = _server.Connect();
        _names = [.. Enumerable.Range(0, Rooms).Select(number => $"room-{number}")];
        _settler.JoinAsync(_names);
        _server.Connect().Socket.JoinAsync("yard");
        Check();
    }

    [GlobalCleanup]
    public void Close() => _server.Dispose();

    private static void JoinAndLeave(Socket socket, string room)
    {
        _ = socket.JoinAsync(room);
        _ = socket.LeaveAsync(room);
    }

    private void Check()
    {
        var main = _server.Io.Sockets;
        _visitor.JoinAsync(_names[0]);
        Expect.That(main.CountIn(_names[0]) == 2, "a room can be joined");
        SameRoom();
        AnotherRoom();
        NewRoom();
        ByTheSettler();
        Expect.That(main.RoomNames.Count == Rooms + 1 && main.CountIn(_names[0]) == 1 && main.CountIn("yard") == 1, "who has joined has left again");
    }
}
