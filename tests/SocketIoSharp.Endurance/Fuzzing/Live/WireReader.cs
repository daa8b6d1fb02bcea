using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>Reads what a server sends, first as responses, then, after a 101, as frames, and checks each of them against what a server may send.</summary>
internal sealed class WireReader
{
    // What the reference answers, and what its web server and ours answer to what is no HTTP. A 500 is looked at apart.
    private static readonly int[] Statuses = [100, 101, 200, 204, 304, 400, 403, 404, 405, 408, 411, 413, 414, 415, 417, 426, 431, 500, 501, 503, 505];

    private static readonly int[] CloseCodes = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 3000, 3999, 4000, 4999];

    private readonly Queue<string> _methods = [];
    private byte[] _bytes = [];
    private bool _isWebSocket;
    private bool _isDeflated;
    private bool _isClosed;

    /// <summary>Whether requests were changed on their way, so that nobody can say which response is whose.</summary>
    public bool IsLoose { get; set; }

    public void Expect(string method) => _methods.Enqueue(method);

    /// <summary>Takes more bytes.</summary>
    /// <returns>What has become whole with them.</returns>
    /// <exception cref="OracleException">No server of this kind sends that.</exception>
    public IReadOnlyList<WireEvent> Read(ReadOnlySpan<byte> more)
    {
        _bytes = [.. _bytes, .. more];
        var found = new List<WireEvent>();
        while (_bytes.Length > 0 && (_isWebSocket ? ReadFrame() : ReadResponse()) is { } next)
        {
            found.Add(next);
        }

        return found;
    }

    private WireEvent? ReadResponse()
    {
        if (IsLoose)
        {
            // Of a response nobody could match to its request, something may be left.
            var next = _bytes.AsSpan().IndexOf("HTTP/1.1 "u8);
            _bytes = next < 0 ? _bytes[Math.Max(0, _bytes.Length - 8)..] : _bytes[next..];
            if (next < 0)
            {
                return null;
            }
        }

        var end = _bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        Require(end >= 0 || _bytes.Length < 16_384, "a head without an end");
        if (end < 0)
        {
            return null;
        }

        var lines = Encoding.Latin1.GetString(_bytes.AsSpan(0, end)).Split("\r\n");
        Require(lines[0].StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && int.TryParse(lines[0].AsSpan(9, 3), out _), "no status line: " + lines[0]);
        var status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
        Require(Statuses.Contains(status), $"status {status}");
        var method = _methods.TryPeek(out var first) ? first : "?";
        if (!TryReadBody(lines, end + 4, status, method, out var body, out var size))
        {
            return null;
        }

        _bytes = _bytes[size..];
        if (status == 101)
        {
            _isWebSocket = true;
            _isDeflated = Header(lines, "Sec-WebSocket-Extensions") is not null;
        }
        else if (status >= 200)
        {
            _ = _methods.TryDequeue(out _);
        }

        // The reference answers 500 to methods that are none of polling's; to nothing else.
        Require(status != 500 || IsLoose || method is not ("GET" or "POST"), $"500 to {method}");
        return new WireEvent(WireEventKind.Response, status, body);
    }

    private bool TryReadBody(string[] lines, int start, int status, string method, out byte[] body, out int size)
    {
        (body, size) = ([], start);
        if (status is < 200 or 204 or 304 || (method == "HEAD" && !IsLoose))
        {
            return true;
        }

        if (Header(lines, "Transfer-Encoding") == "chunked")
        {
            return TryReadChunks(start, out body, out size);
        }

        var length = Header(lines, "Content-Length");
        if (length is null || (IsLoose && method != "GET"))
        {
            // Up to the end of the connection, or a request whose method nobody knows.
            var next = _bytes.AsSpan(start).IndexOf("HTTP/1.1 "u8);
            size = next < 0 ? _bytes.Length : start + next;
            body = _bytes[start..size];
            return true;
        }

        size = start + int.Parse(length, CultureInfo.InvariantCulture);
        if (IsLoose && _bytes.Length < size && _bytes.AsSpan(start).IndexOf("HTTP/1.1 "u8) >= 0)
        {
            size = start;
        }

        body = _bytes.Length < size ? [] : _bytes[start..size];
        return _bytes.Length >= size;
    }

    private bool TryReadChunks(int start, out byte[] body, out int size)
    {
        var content = new List<byte>();
        (body, size) = ([], start);
        while (true)
        {
            var line = _bytes.AsSpan(size).IndexOf("\r\n"u8);
            if (line < 0)
            {
                return false;
            }

            var length = int.Parse(Encoding.ASCII.GetString(_bytes, size, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var next = size + line + 2 + length + 2;
            if (_bytes.Length < next)
            {
                return false;
            }

            content.AddRange(_bytes[(size + line + 2)..(next - 2)]);
            size = next;
            if (length == 0)
            {
                body = [.. content];
                return true;
            }
        }
    }

    private WireEvent? ReadFrame()
    {
        Require(!_isClosed, $"something behind a close frame: {Convert.ToHexString(_bytes.AsSpan(0, Math.Min(_bytes.Length, 24)))}");
        if (_bytes.Length < 2)
        {
            return null;
        }

        var (head, opcode, length, start) = (_bytes[0], _bytes[0] & 0x0F, (long)(_bytes[1] & 0x7F), 2);
        Require(opcode is <= 2 or (>= 8 and <= 10), $"a frame of opcode {opcode}");
        Require((head & 0x30) == 0 && ((head & 0x40) == 0 || _isDeflated), "reserved bits");
        Require((_bytes[1] & 0x80) == 0, "a masked frame");
        Require(opcode < 8 || (length <= 125 && (head & 0x80) != 0), "a control frame that is none");
        start += length == 126 ? 2 : length == 127 ? 8 : 0;
        if (_bytes.Length < start)
        {
            return null;
        }

        length = length switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(2)),
            127 => BinaryPrimitives.ReadInt64BigEndian(_bytes.AsSpan(2)),
            _ => length,
        };
        Require(length is >= 0 and < 16 * 1024 * 1024, $"a frame of {length} bytes");
        if (_bytes.Length < start + length)
        {
            return null;
        }

        var payload = _bytes[start..(start + (int)length)];
        _bytes = _bytes[(start + (int)length)..];
        CheckPayload(head, opcode, payload);
        _isClosed = opcode == 8;
        return new WireEvent(WireEventKind.Frame, opcode, payload);
    }

    private static void CheckPayload(byte head, int opcode, byte[] payload)
    {
        Require(opcode != 1 || (head & 0xC0) != 0x80 || Utf8.IsValid(payload), "a text that is no UTF-8");
        Require(opcode != 1 || (head & 0xC0) != 0x80 || (payload.Length > 0 && payload[0] is (>= (byte)'0' and <= (byte)'6') or (byte)'b'), "a text that is no packet");
        if (opcode == 8 && payload.Length > 0)
        {
            Require(payload.Length >= 2, "a close frame of one byte");
            var code = BinaryPrimitives.ReadUInt16BigEndian(payload);
            Require(CloseCodes.Contains(code) || code is >= 3000 and < 5000, $"a close frame with {code}");
        }
    }

    private static string? Header(string[] lines, string name) =>
        lines.Skip(1).FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    private static void Require(bool isTrue, string found)
    {
        if (!isTrue)
        {
            throw new OracleException("The server has sent " + found + ".");
        }
    }
}
