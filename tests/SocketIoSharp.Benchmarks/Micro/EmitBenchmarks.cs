using BenchmarkDotNet.Attributes;
using SocketIoSharp.Benchmarks.Micro.InMemory;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>An event to one client, up to the write to its connection.</summary>
[BenchmarkCategory("Direct emit")]
public class EmitBenchmarks
{
    private InMemoryServer _server = null!;
    private InMemoryClient _client = null!;
    private Socket _socket = null!;

    [Benchmark(Description = "one string")]
    public Task EmitText() => _socket.EmitAsync("news", Sample.Text);

    [Benchmark(Description = "string, int, double, record")]
    public Task EmitFour() => _socket.EmitAsync("news", Sample.Text, Sample.Whole, Sample.Real, Sample.Message);

    [Benchmark(Description = "byte[64], an attachment")]
    public Task EmitBytes() => _socket.EmitAsync("news", Sample.Bytes);

    [GlobalSetup]
    public void Connect()
    {
        _server = new InMemoryServer();
        (_socket, _client) = _server.Connect();
        Expect.That(_client.Watch(() => EmitText()).EndsWith($"42[\"news\",{Sample.TextJson}]", StringComparison.Ordinal), "a text is written at once");
        Expect.That(_client.Watch(() => EmitFour()).EndsWith($"{Sample.MessageJson}]", StringComparison.Ordinal), "a record is written at once");
        Expect.That(_client.Watch(() => EmitBytes()).Contains(Sample.Placeholder, StringComparison.Ordinal), "bytes are written at once");
    }

    [GlobalCleanup]
    public void Close() => _server.Dispose();
}
