using System.Text;
using SocketIoSharp.Benchmarks.Dialects;

namespace SocketIoSharp.Benchmarks.Load;

/// <summary>A WebSocket of the load generator, from the handshake to the counting of replies.</summary>
internal sealed class WebSocketClient(Dialect dialect, IReplySink sink, int index) : LoadConnection
{
    // As many as a scenario ever has in flight on one connection, and a power of two.
    private const int MaxInFlight = 64;

    private readonly FrameScanner _scanner = new(dialect);
    private readonly long[] _sentAt = new long[MaxInFlight];
    private readonly StringBuilder _head = new();
    private int _sent;
    private int _answered;
    private bool _isOpen;

    /// <summary>The place among the clients of the scenario.</summary>
    public int Index => index;

    public int InFlight => _sent - _answered;

    /// <summary>Sends messages whose replies come in the same order.</summary>
    public void SendTimed(ReadOnlyMemory<byte> frames, int count, long sentAt)
    {
        for (var i = 0; i < count; i++)
        {
            _sentAt[_sent++ & (MaxInFlight - 1)] = sentAt;
        }

        Send(frames);
    }

    /// <summary>When the oldest message without a reply was sent.</summary>
    public long TakeSentAt() => _sentAt[_answered++ & (MaxInFlight - 1)];

    public override string ToString() => $"WebSocket {index}, {(_isOpen ? "open" : "not open: " + _head)}";

    protected override void OnConnected()
    {
        if (dialect.Target is null)
        {
            _isOpen = true;
            sink.OnReady(this);
            return;
        }

        Send(Encoding.ASCII.GetBytes(
            $"GET {dialect.Target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
    }

    protected override void OnReceived(ReadOnlySpan<byte> bytes)
    {
        if (!_isOpen && !TryOpen(ref bytes))
        {
            return;
        }

        var replies = 0;
        while (!IsClosed && _scanner.TryRead(ref bytes, out var meaning, out var count))
        {
            replies += count;
            Answer(meaning);
        }

        if (replies > 0)
        {
            sink.OnReplies(this, replies);
        }
    }

    private void Answer(FrameMeaning meaning)
    {
        switch (meaning)
        {
            case FrameMeaning.Opened:
                Send(dialect.Greeting);
                break;
            case FrameMeaning.Ping:
                Send(dialect.Pong);
                break;
            case FrameMeaning.Ready:
                sink.OnReady(this);
                break;
        }
    }

    private bool TryOpen(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        _head.Append(Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]));
        if (end < 0)
        {
            return false;
        }

        if (!_head.ToString().StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
        {
            throw new IOException("The server has not accepted the WebSocket: " + _head);
        }

        bytes = bytes[(end + 4)..];
        _isOpen = true;
        if (dialect.GreetsFirst)
        {
            Send(dialect.Greeting);
        }

        return true;
    }
}
