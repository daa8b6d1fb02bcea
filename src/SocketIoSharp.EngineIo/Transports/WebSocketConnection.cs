using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using SocketIoSharp.EngineIo.Transports.Compression;
using SocketIoSharp.EngineIo.Transports.Direct;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>The frames of one WebSocket: reads messages, writes frames that are ready. One reader and one writer at a time.</summary>
/// <param name="stream">What the web server has handed over.</param>
/// <param name="direct">What to read from and write to instead, if the connection itself can be had.</param>
/// <param name="limits">What is accepted.</param>
/// <param name="inflater">Inflates what is received, where that was agreed on.</param>
/// <param name="deflater">Compresses what is sent, where that was agreed on.</param>
internal sealed class WebSocketConnection(
    Stream stream, DirectTransport? direct, WebSocketLimits limits, MessageInflater? inflater = null, MessageDeflater? deflater = null) : IDisposable
{
    // Holds the frames of a burst of small messages; larger messages make it grow.
    private const int InitialSize = 4096;

    // Memory follows what has arrived, not what a frame header promises: at most to this multiple, which keeps the copies few.
    private const int Growth = 4;

    // A binary message from this size on is received where it is to stay, so that whoever keeps it need not copy it.
    private const int OwnedFrom = 16 * 1024;

    private readonly WebSocketDecoder _decoder = new(limits, inflater);
    private byte[] _buffer = [];
    private int _start;
    private int _end;

    // A large message whose payload has arrived in an array of its own.
    private byte[]? _owned;
    private byte[] _ownedHeader = [];

    /// <summary>Compresses what is sent; <see langword="null"/> where that was not agreed on.</summary>
    public MessageDeflater? Deflater => deflater;

    /// <summary>Whether nothing more comes from the peer, which then waits for nothing either.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What has broken the connection; <see langword="null"/> as long as nothing has, and after a proper end.</summary>
    public string? Failure { get; private set; }

    /// <summary>
    /// Reads the next message or control frame. Its payload is valid until the next call. <see langword="null"/> at the end of the stream.
    /// </summary>
    public async ValueTask<WebSocketReadResult?> ReadAsync()
    {
        WebSocketReadResult result;
        while (!TryRead(out result))
        {
            if (!await FillAsync())
            {
                return null;
            }
        }

        return result;
    }

    /// <summary>Reads a message or control frame that was received already. Its payload is valid until the next call of any method that reads.</summary>
    public bool TryRead(out WebSocketReadResult result)
    {
        if (_start == _end)
        {
            return TryReadOwned(out result);
        }

        result = _decoder.Read(_buffer.AsMemory(_start, _end - _start), out var consumed);
        _start += consumed;
        return result.Status is not WebSocketReadStatus.NeedMoreBytes;
    }

    /// <summary>Waits for more bytes.</summary>
    /// <returns><see langword="false"/> at the end of the stream, and when the connection has broken.</returns>
    public ValueTask<bool> FillAsync()
    {
        if (IsToBeOwned(_decoder.Ahead))
        {
            return FillOwnedAsync(_decoder.Ahead);
        }

        if (_start == _end)
        {
            // Nothing is half-received: wait for the next bytes without holding memory for them.
            ReturnBuffer();
        }

        return FillBufferAsync();
    }

    /// <summary>Writes whole frames. Completes when they may be used again.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> frames) => direct is null ? stream.WriteAsync(frames) : direct.SendAsync(frames);

    public static byte[] ControlFrame(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[WebSocketFrameHeader.SizeFor(payload.Length) + payload.Length];
        payload.CopyTo(frame.AsSpan(WebSocketFrameHeader.Write(frame, opcode, payload.Length)));
        return frame;
    }

    /// <summary>Writes a close frame; without a code it is empty, which is how the reference closes.</summary>
    public ValueTask WriteCloseAsync(ushort? code)
    {
        if (code is not { } value)
        {
            return WriteAsync(ControlFrame(WebSocketOpcode.Close, []));
        }

        Span<byte> payload = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(payload, value);
        return WriteAsync(ControlFrame(WebSocketOpcode.Close, payload));
    }

    /// <summary>Writes a close frame to a peer that may be gone already.</summary>
    public async ValueTask TryWriteCloseAsync(ushort? code)
    {
        try
        {
            await WriteCloseAsync(code);
        }
        catch (Exception exception) when (IsBreak(exception))
        {
            // Then it knows.
        }
    }

    /// <summary>Writes the response that was kept back to be sent with the first frames, to a peer that may be gone already.</summary>
    public async ValueTask TryFlushAsync()
    {
        try
        {
            await WriteAsync(default);
        }
        catch (Exception exception) when (IsBreak(exception))
        {
            // Then it need not be told.
        }
    }

    public void Dispose()
    {
        ReturnBuffer();
        inflater?.Dispose();
        deflater?.Dispose();
    }

    private bool IsToBeOwned(WebSocketFrameAhead ahead) =>
        ahead is { IsMessage: true, Opcode: WebSocketOpcode.Binary, PayloadSize: >= OwnedFrom }
        && _end - _start - ahead.HeaderSize >= ahead.PayloadSize / Growth;

    // The message becomes its handler's: what is still to come goes to where it stays.
    private async ValueTask<bool> FillOwnedAsync(WebSocketFrameAhead ahead)
    {
        _ownedHeader = _buffer[_start..(_start + ahead.HeaderSize)];
        var payload = GC.AllocateUninitializedArray<byte>(ahead.PayloadSize);
        var received = _end - _start - ahead.HeaderSize;
        Buffer.BlockCopy(_buffer, _start + ahead.HeaderSize, payload, 0, received);
        ReturnBuffer();
        try
        {
            while (received < payload.Length)
            {
                var read = await ReceiveAsync(payload.AsMemory(received));
                if (read <= 0)
                {
                    return EndAfter(read);
                }

                received += read;
            }
        }
        catch (Exception exception) when (IsBreak(exception))
        {
            return EndBy(exception);
        }

        _owned = payload;
        return true;
    }

    private bool TryReadOwned(out WebSocketReadResult result)
    {
        result = default;
        if (_owned is not { } payload)
        {
            return false;
        }

        result = _decoder.ReadWhole(_ownedHeader, payload);
        (_owned, _ownedHeader) = (null, []);
        return true;
    }

    // Waits for as long as the client is silent; then the state is used again for the next read, of this connection or another.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> FillBufferAsync()
    {
        try
        {
            var read = _buffer.Length == 0 ? await ReceiveAsync(Memory<byte>.Empty) : 0;
            if (read == 0)
            {
                MakeRoom();
                read = await ReceiveAsync(_buffer.AsMemory(_end));
            }

            if (read <= 0)
            {
                return EndAfter(read);
            }

            _end += read;
            return true;
        }
        catch (Exception exception) when (IsBreak(exception))
        {
            return EndBy(exception);
        }
    }

    private static bool IsBreak(Exception exception) => exception is IOException or InvalidOperationException or OperationCanceledException;

    private bool EndBy(Exception exception)
    {
        Failure = exception.Message;
        HasEnded = true;
        return false;
    }

    private bool EndAfter(int read)
    {
        Failure = read < 0 ? direct?.Failure : null;
        HasEnded = true;
        return false;
    }

    // 0 at the end, less when the connection has broken without an exception.
    private ValueTask<int> ReceiveAsync(Memory<byte> memory) => direct is null ? stream.ReadAsync(memory) : direct.ReceiveAsync(memory);

    private void MakeRoom()
    {
        if (_buffer.Length == 0)
        {
            _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
        }

        if (_end < _buffer.Length)
        {
            return;
        }

        var length = _end - _start;
        if (_start >= _buffer.Length / 2)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, length);
        }
        else
        {
            var needed = Math.Max(_decoder.Ahead.Size, _buffer.Length * 2L);
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(needed, Math.Min(_buffer.Length * (long)Growth, Array.MaxLength)));
            Buffer.BlockCopy(_buffer, _start, larger, 0, length);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        _start = 0;
        _end = length;
    }

    private void ReturnBuffer()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        _start = _end = 0;
    }
}
