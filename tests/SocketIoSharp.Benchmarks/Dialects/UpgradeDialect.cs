using SocketIoSharp.Benchmarks.Load;

namespace SocketIoSharp.Benchmarks.Dialects;

/// <summary>The probe that moves a polling session to a WebSocket.</summary>
internal sealed class UpgradeDialect(string sessionId) : Dialect
{
    private static readonly byte[] Probe = ClientFrames.Text("2probe");

    /// <summary>The last packet of the probe, and a first message.</summary>
    public static byte[] LastPacket { get; } = [.. ClientFrames.Text("5"), .. ClientFrames.Text(SocketIoDialect.EventText("echo", "\"x\""))];

    public override string Target => $"{SocketIoDialect.EnginePath}&transport=websocket&sid={sessionId}";

    public override bool GreetsFirst => true;

    public override byte[] Greeting => Probe;

    public override FrameMeaning Read(bool isBinary, ReadOnlySpan<byte> head, long length) => head switch
    {
        [(byte)'3', ..] => FrameMeaning.Ready,
        [(byte)'4', (byte)'2', ..] => FrameMeaning.Reply,
        _ => FrameMeaning.None,
    };

    public override byte[] Event(string name, string arguments) => ClientFrames.Text(SocketIoDialect.EventText(name, arguments));
}
