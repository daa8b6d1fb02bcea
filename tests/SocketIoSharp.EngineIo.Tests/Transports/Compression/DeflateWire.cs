using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SocketIoSharp.EngineIo.Tests.Transports.Compression;

/// <summary>A WebSocket with permessage-deflate whose frames a test makes by hand.</summary>
internal sealed class DeflateWire : IAsyncDisposable
{
    private readonly RawConnection _connection;
    private readonly MemoryStream _inflaterInput = new();
    private readonly DeflateStream _inflater;

    private DeflateWire(RawConnection connection, RawResponse handshake)
    {
        _connection = connection;
        Handshake = handshake;
        _inflater = new DeflateStream(_inflaterInput, CompressionMode.Decompress);
    }

    public RawResponse Handshake { get; }

    public static async Task<DeflateWire> OpenAsync(Uri server, string offer = "permessage-deflate", string query = "")
    {
        var connection = await RawConnection.OpenAsync(server);
        await connection.SendHeadAsync(
            "GET",
            "/socket.io/?EIO=4&transport=websocket" + query,
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Extensions: " + offer);
        return new DeflateWire(connection, await connection.ReceiveResponseAsync());
    }

    /// <summary>Raw deflate data of a whole message, as RFC 7692 sends it.</summary>
    public static byte[] Deflate(byte[] message)
    {
        using var output = new MemoryStream();
        using var stream = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true);
        stream.Write(message);
        stream.Flush();
        return output.ToArray()[..^4];
    }

    public static byte[] Deflate(string message) => Deflate(Encoding.UTF8.GetBytes(message));

    public static byte[] Frame(byte opcode, byte[] payload, bool isFinal = true, bool isCompressed = true)
    {
        var frame = ClientFrame.Of(opcode, payload, isFinal);
        frame[0] |= (byte)(isCompressed ? 0x40 : 0);
        return frame;
    }

    public Task SendAsync(params byte[][] frames) => _connection.SendAsync(frames.SelectMany(frame => frame).ToArray());

    /// <summary>The next frame, inflated where it is compressed.</summary>
    public async Task<(byte Opcode, bool IsCompressed, byte[] Payload)> ReceiveAsync()
    {
        var head = await _connection.ReceiveAsync(2);
        var length = head[1] switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(await _connection.ReceiveAsync(2)),
            127 => (int)BinaryPrimitives.ReadInt64BigEndian(await _connection.ReceiveAsync(8)),
            var small => small,
        };
        var payload = await _connection.ReceiveAsync(length);
        var isCompressed = (head[0] & 0x40) != 0;
        return ((byte)(head[0] & 0x0F), isCompressed, isCompressed ? Inflate(payload) : payload);
    }

    public async Task<string> ReceiveTextAsync() => Encoding.UTF8.GetString((await ReceiveAsync()).Payload);

    public async Task<int> CloseCodeAsync()
    {
        var (opcode, isCompressed, payload) = await ReceiveAsync();
        (opcode, isCompressed).Should().Be((ClientFrame.Close, false));
        return payload.Length == 0 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(payload);
    }

    public async ValueTask DisposeAsync()
    {
        await _inflater.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private byte[] Inflate(byte[] payload)
    {
        _inflaterInput.SetLength(0);
        _inflaterInput.Write([.. payload, 0, 0, 0xFF, 0xFF]);
        _inflaterInput.Position = 0;
        using var output = new MemoryStream();
        _inflater.CopyTo(output);
        return output.ToArray();
    }
}
