using SocketIoSharp.Benchmarks.Load;

namespace SocketIoSharp.Benchmarks.Dialects;

/// <summary>The JSON protocol of SignalR, without negotiation.</summary>
internal sealed class SignalRDialect : Dialect
{
    private const string End = "\u001e";

    // The length of {"type":6} and its end.
    private const int PingLength = 11;

    public override string Target => "/hub";

    public override bool GreetsFirst => true;

    public override byte[] Greeting { get; } = ClientFrames.Text($$"""{"protocol":"json","version":1}{{End}}""");

    // Either side pings by itself.
    public override byte[] Pong { get; } = ClientFrames.Text($$"""{"type":6}{{End}}""");

    public override byte? Separator => (byte)End[0];

    public override FrameMeaning Read(bool isBinary, ReadOnlySpan<byte> head, long length) =>
        head.StartsWith("{}"u8) ? FrameMeaning.Ready
        : length == PingLength && head.StartsWith("""{"type":6}"""u8) ? FrameMeaning.Ping
        : FrameMeaning.Reply;

    public override byte[] Event(string name, string arguments) =>
        ClientFrames.Text($$"""{"type":1,"target":"{{name}}","arguments":[{{arguments}}]}{{End}}""");

    public override byte[] EventWithAck(string name, string arguments) =>
        ClientFrames.Text($$"""{"type":1,"invocationId":"1","target":"{{name}}","arguments":[{{arguments}}]}{{End}}""");
}
