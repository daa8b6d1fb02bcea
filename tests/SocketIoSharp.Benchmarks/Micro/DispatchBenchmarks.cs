using System.Text.Json.Serialization.Metadata;
using BenchmarkDotNet.Attributes;
using SocketIoSharp.Benchmarks.Micro.InMemory;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>From the bytes that a read brings to the handler having run, through a real session, frame included.</summary>
[BenchmarkCategory("Event dispatch")]
public class DispatchBenchmarks
{
    private const int Burst = 16;

    private static readonly byte[] None = Event("none");
    private static readonly byte[] Text = Event("text", Sample.TextJson);
    private static readonly byte[] Whole = Event("whole", Sample.WholeJson);
    private static readonly byte[] Real = Event("real", Sample.RealJson);
    private static readonly byte[] Message = Event("message", Sample.MessageJson);
    private static readonly byte[] Bytes = [.. ClientFrame.Text($"451-[\"bytes\",{Sample.Placeholder}]"), .. ClientFrame.Binary(Sample.Bytes)];
    private static readonly byte[] Two = Event("two", Sample.TextJson, Sample.WholeJson);
    private static readonly byte[] Three = Event("three", Sample.TextJson, Sample.WholeJson, Sample.RealJson);
    private static readonly byte[] Four = Event("four", Sample.TextJson, Sample.WholeJson, Sample.RealJson, Sample.MessageJson);
    private static readonly byte[] TextBurst = ClientFrame.Repeat(Text, Burst);

    private readonly HandledArguments _handled = new();
    private readonly CountingHandler _counting = new();
    private InMemoryServer _server = null!;
    private EngineServer _engine = null!;
    private InMemoryClient _client = null!;
    private InMemoryClient _bare = null!;
    private InMemoryServer _reflectingServer = null!;
    private InMemoryClient _reflecting = null!;

    [Benchmark(Description = "the engine alone, no event")]
    public void Engine() => _bare.Send(Text);

    [Benchmark(Description = "no argument")]
    public void DispatchNone() => _client.Send(None);

    [Benchmark(Description = "string")]
    public void DispatchText() => _client.Send(Text);

    [Benchmark(Description = "string, 16 events in one read", OperationsPerInvoke = Burst)]
    public void DispatchBurst() => _client.Send(TextBurst);

    [Benchmark(Description = "int")]
    public void DispatchWhole() => _client.Send(Whole);

    [Benchmark(Description = "double")]
    public void DispatchReal() => _client.Send(Real);

    [Benchmark(Description = "record, source-generated")]
    public void DispatchMessage() => _client.Send(Message);

    [Benchmark(Description = "record, by reflection")]
    public void DispatchReflected() => _reflecting.Send(Message);

    [Benchmark(Description = "byte[64], an attachment")]
    public void DispatchBytes() => _client.Send(Bytes);

    [Benchmark(Description = "string, int")]
    public void DispatchTwo() => _client.Send(Two);

    [Benchmark(Description = "string, int, double")]
    public void DispatchThree() => _client.Send(Three);

    [Benchmark(Description = "string, int, double, record")]
    public void DispatchFour() => _client.Send(Four);

    [GlobalSetup]
    public void Connect()
    {
        _server = new InMemoryServer();
        (var socket, _client) = _server.Connect();
        _handled.RegisterWith(socket);
        _engine = new EngineServer(new EngineIoOptions(), _counting, new SilentTime(), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        _bare = InMemoryClient.Open(_engine);
        _reflectingServer = new InMemoryServer(types: new DefaultJsonTypeInfoResolver());
        (var reflected, _reflecting) = _reflectingServer.Connect();
        _handled.RegisterWith(reflected);
        Check();
    }

    [GlobalCleanup]
    public void Close()
    {
        _server.Dispose();
        _reflectingServer.Dispose();
        _engine.Dispose();
        _bare.Break();
    }

    private static byte[] Event(string name, params string[] args) => ClientFrame.Text($"42[\"{name}\"{string.Concat(args.Select(arg => "," + arg))}]");

    private void Check()
    {
        Engine();
        Expect.That(_counting.Messages == 1, "the engine hands a message on");
        byte[][] events = [None, Text, Whole, Real, Message, Bytes, Two, Three, Four];
        foreach (var frames in events)
        {
            var before = _handled.Count;
            _client.Send(frames);
            Expect.That(_handled.Count == before + 1, "a handler has run before the server reads on");
        }

        DispatchReflected();
        Expect.That(_handled.Count == events.Length + 1, "a handler has run whose types are known by reflection");
        DispatchBurst();
        Expect.That(_handled.Count == events.Length + 1 + Burst, "all events of a read are handled");
        Expect.That(_handled.AreThoseOfTheSample, "the handlers have got the arguments");
    }
}
