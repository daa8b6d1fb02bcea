using System.Globalization;
using System.Text;

namespace SocketIoSharp.Benchmarks.Load;

/// <summary>A kept-alive HTTP/1.1 connection of the load generator: one request after the other, each answered with a known length.</summary>
internal sealed class HttpConnection(Action<HttpConnection> connected, Action<HttpConnection, string> responded) : LoadConnection
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private byte[] _received = new byte[4096];
    private int _length;

    /// <summary>Sends a request without a body.</summary>
    public void Get(string target) => Send(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));

    /// <summary>A POST as bytes, to be sent many times.</summary>
    public static byte[] Post(string target, string body) => Encoding.ASCII.GetBytes(
        $"POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    /// <summary>The bytes of a GET, to be sent many times.</summary>
    public static byte[] GetRequest(string target) => Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

    protected override void OnConnected() => connected(this);

    protected override void OnReceived(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _received.Length)
        {
            Array.Resize(ref _received, (_length + bytes.Length) * 2);
        }

        bytes.CopyTo(_received.AsSpan(_length));
        _length += bytes.Length;
        if (TryTakeBody(out var body))
        {
            responded(this, body);
        }
    }

    private bool TryTakeBody(out string body)
    {
        body = string.Empty;
        var end = _received.AsSpan(0, _length).IndexOf(EndOfHead);
        if (end < 0)
        {
            return false;
        }

        var head = Encoding.ASCII.GetString(_received, 0, end);
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            throw new IOException("The server has refused a request: " + head);
        }

        var length = LengthOf(head);
        if (_length < end + 4 + length)
        {
            return false;
        }

        body = Encoding.UTF8.GetString(_received, end + 4, length);
        _length = 0;
        return true;
    }

    private static int LengthOf(string head)
    {
        const string name = "\r\ncontent-length:";
        var start = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            throw new IOException("The server has answered without a length: " + head);
        }

        var line = head.AsSpan(start + name.Length);
        var end = line.IndexOf('\r');
        return int.Parse(end < 0 ? line : line[..end], CultureInfo.InvariantCulture);
    }
}
