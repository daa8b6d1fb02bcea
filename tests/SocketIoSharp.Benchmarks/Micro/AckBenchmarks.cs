using System.Buffers.Text;
using BenchmarkDotNet.Attributes;
using SocketIoSharp.Benchmarks.Micro.InMemory;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>An event and its answer, in both directions, from bytes in to bytes out.</summary>
[BenchmarkCategory("Ack round trip")]
public class AckBenchmarks
{
    // The longest id that fits; a longer one would need another frame.
    private const int IdDigits = 10;

    private static readonly byte[] Ask = ClientFrame.Text($"4213[\"ask\",{Sample.TextJson}]");
    private static readonly byte[] AskAck = ClientFrame.Text($"4213[\"ask-ack\",{Sample.TextJson}]");

    // A mask of zeros leaves the id as it is, so that it can be written into the frame.
    private readonly byte[] _answer = [0x81, 0x80 | (2 + IdDigits + 5), 0, 0, 0, 0, .. "43"u8, .. new byte[IdDigits], .. "[\"y\"]"u8];
    private InMemoryServer _server = null!;
    private InMemoryClient _client = null!;
    private Socket _socket = null!;
    private long _nextId;

    [Benchmark(Description = "client asks, handler returns a string")]
    public void Return() => _client.Send(Ask);

    [Benchmark(Description = "client asks, handler answers by Ack")]
    public void AnswerByAck() => _client.Send(AskAck);

    [Benchmark(Description = "server asks, client answers a string")]
    public string AskClient()
    {
        var request = _socket.EmitWithAck("ask", Sample.Text);
        WriteId(_nextId++);
        _client.Send(_answer);
        return request.As<string>().Result;
    }

    [GlobalSetup]
    public void Connect()
    {
        _server = new InMemoryServer();
        (_socket, _client) = _server.Connect();
        _socket.On("ask", (string text) => text);
        _socket.On("ask-ack", (string text, Ack ack) => ack.SendAsync(text));
        Expect.That(_client.Ask(Ask).EndsWith($"4313[{Sample.TextJson}]", StringComparison.Ordinal), "a result is the answer");
        Expect.That(_client.Ask(AskAck).EndsWith($"4313[{Sample.TextJson}]", StringComparison.Ordinal), "an ack is the answer");
        Expect.That(AskClient() == "y" && AskClient() == "y", "the client's answer arrives");
    }

    [GlobalCleanup]
    public void Close() => _server.Dispose();

    // With zeros in front, so that the frame keeps its length. The server counts from 0.
    private void WriteId(long id) => Utf8Formatter.TryFormat(id, _answer.AsSpan(8, IdDigits), out _, new System.Buffers.StandardFormat('D', IdDigits));
}
