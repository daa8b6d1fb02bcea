namespace SocketIoSharp.Benchmarks.Dialects;

/// <summary>Bytes that come back as they went: frames as a server would send them, so that they can be counted.</summary>
internal sealed class RawDialect : Dialect
{
    public override string? Target => null;

    public override bool GreetsFirst => false;

    public override byte[] Greeting => [];

    public override FrameMeaning Read(bool isBinary, ReadOnlySpan<byte> head, long length) => FrameMeaning.Reply;

    public override byte[] Event(string name, string arguments)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(SocketIoDialect.EventText(name, arguments));
        return text.Length < 126 ? [0x81, (byte)text.Length, .. text] : throw new NotSupportedException("Only small messages are sent to the raw server.");
    }
}
