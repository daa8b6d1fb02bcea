using BenchmarkDotNet.Attributes;
using SocketIoSharp.Benchmarks.Micro.InMemory;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>An event to many clients, up to the write to each connection. Time and memory are those of the whole broadcast.</summary>
[BenchmarkCategory("Broadcast")]
public class BroadcastBenchmarks
{
    private InMemoryServer _server = null!;
    private List<(Socket Socket, InMemoryClient Client)> _receivers = null!;
    private Socket _speaker = null!;

    [Params(1, 100, 10_000)]
    public int Receivers { get; set; }

    [Benchmark(Description = "to everybody")]
    public Task ToEverybody() => _server.Io.EmitAsync("news", Sample.Text);

    [Benchmark(Description = "to everybody, byte[64]")]
    public Task BytesToEverybody() => _server.Io.EmitAsync("news", Sample.Bytes);

    [Benchmark(Description = "to a room")]
    public Task ToRoom() => _server.Io.To("room").EmitAsync("news", Sample.Text);

    /// <summary>With the same members, so that everybody must be recognised.</summary>
    [Benchmark(Description = "to two rooms")]
    public Task ToTwoRooms() => _server.Io.To("room", "other").EmitAsync("news", Sample.Text);

    [Benchmark(Description = "to everybody but the sender")]
    public Task ToOthers() => _speaker.Broadcast.EmitAsync("news", Sample.Text);

    [GlobalSetup]
    public void Connect()
    {
        _server = new InMemoryServer();
        _receivers = [.. Enumerable.Range(0, Receivers).Select(_ => _server.Connect())];
        _receivers.ForEach(receiver => receiver.Socket.JoinAsync("room", "other"));
        _speaker = _server.Connect().Socket;
        Expect.That(_receivers[^1].Client.Watch(() => ToRoom()).EndsWith($"42[\"news\",{Sample.TextJson}]", StringComparison.Ordinal), "a broadcast is written at once");
        foreach (var broadcast in (Func<Task>[])[ToEverybody, BytesToEverybody, ToRoom, ToTwoRooms, ToOthers])
        {
            Expect.That(HaveAllReceived(broadcast), "every receiver gets a broadcast, once");
        }
    }

    [GlobalCleanup]
    public void Close() => _server.Dispose();

    private bool HaveAllReceived(Func<Task> broadcast)
    {
        var before = _receivers.ConvertAll(receiver => receiver.Client.Writes);
        broadcast();
        return _receivers.Select(receiver => receiver.Client.Writes).SequenceEqual(before.Select(writes => writes + 1));
    }
}
