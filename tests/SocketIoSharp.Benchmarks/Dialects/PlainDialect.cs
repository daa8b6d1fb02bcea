using SocketIoSharp.Benchmarks.Load;

namespace SocketIoSharp.Benchmarks.Dialects;

/// <summary>A WebSocket without a protocol on top: messages of the same size as those of Socket.IO come back as they went.</summary>
internal sealed class PlainDialect : Dialect
{
    public override string Target => "/";

    public override bool GreetsFirst => true;

    // Connected means the same for all servers: one message has gone either way.
    public override byte[] Greeting { get; } = ClientFrames.Text("40");

    public override FrameMeaning Read(bool isBinary, ReadOnlySpan<byte> head, long length) =>
        !isBinary && head is [(byte)'4', (byte)'0'] ? FrameMeaning.Ready : FrameMeaning.Reply;

    public override byte[] Event(string name, string arguments) => ClientFrames.Text(SocketIoDialect.EventText(name, arguments));

    public override byte[] BinaryEvent(string name, byte[] bytes) => ClientFrames.Binary(bytes);
}
