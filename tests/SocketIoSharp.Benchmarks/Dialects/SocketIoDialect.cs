using SocketIoSharp.Benchmarks.Load;

namespace SocketIoSharp.Benchmarks.Dialects;

/// <summary>Socket.IO 5 over Engine.IO 4, namespace <c>/</c>.</summary>
internal sealed class SocketIoDialect : Dialect
{
    public const string EnginePath = "/socket.io/?EIO=4";

    public override string Target => EnginePath + "&transport=websocket";

    public override bool GreetsFirst => false;

    public override byte[] Greeting { get; } = ClientFrames.Text("40");

    public override byte[] Pong { get; } = ClientFrames.Text("3");

    public override FrameMeaning Read(bool isBinary, ReadOnlySpan<byte> head, long length) => isBinary ? FrameMeaning.Reply : head switch
    {
        [(byte)'0', ..] => FrameMeaning.Opened,
        [(byte)'2'] => FrameMeaning.Ping,
        [(byte)'4', (byte)'0', ..] => FrameMeaning.Ready,
        [(byte)'4', (byte)'2' or (byte)'3', ..] => FrameMeaning.Reply,
        _ => FrameMeaning.None,
    };

    public override byte[] Event(string name, string arguments) => ClientFrames.Text(EventText(name, arguments));

    public override byte[] EventWithAck(string name, string arguments) => ClientFrames.Text($"421[\"{name}\",{arguments}]");

    public override byte[] BinaryEvent(string name, byte[] bytes) =>
        [.. ClientFrames.Text($"451-[\"{name}\",{{\"_placeholder\":true,\"num\":0}}]"), .. ClientFrames.Binary(bytes)];

    public static string EventText(string name, string arguments) => $"42[\"{name}\",{arguments}]";
}
