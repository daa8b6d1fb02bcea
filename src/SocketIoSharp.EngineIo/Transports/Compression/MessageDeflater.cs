using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Transports.Compression;

/// <summary>Compresses the frames for one client. Used by one writer at a time.</summary>
[SuppressMessage("Usage", "CA2213", Justification = "A memory stream holds nothing that needs disposal.")]
internal sealed class MessageDeflater(EngineIoPerMessageDeflate options, bool forgets) : IDisposable
{
    private const byte CompressedBit = 0x40;
    private const int FirstLengthOfTwo = 126;
    private const int FirstLengthOfEight = 127;

    // Every flush ends with these bytes, and the receiver knows them.
    private const int OmittedEnd = 4;

    // What a large message has needed is not kept for the connection's life.
    private const int LargestKept = 64 * 1024;

    private readonly byte[] _head = new byte[WebSocketFrameHeader.MaxSize];
    private readonly MemoryStream _output = new();
    private DeflateStream? _stream;

    /// <summary>Compresses one whole frame, given in two parts of which the first may be empty. The result is valid until the next call.</summary>
    public (ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body) Deflate(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        var frame = head.IsEmpty ? body.Span : head.Span;
        var headerSize = HeaderSizeOf(frame[1]);
        var length = head.Length + body.Length - headerSize;
        var opcode = (WebSocketOpcode)(frame[0] & 0x0F);
        if (opcode >= WebSocketOpcode.Close || length == 0 || (forgets && length < options.Threshold))
        {
            return (head, body);
        }

        var compressed = head.IsEmpty ? Compress(default, body.Span[headerSize..]) : Compress(head.Span[headerSize..], body.Span);
        var size = WebSocketFrameHeader.Write(_head, opcode, compressed.Length);
        _head[0] |= CompressedBit;
        return (_head.AsMemory(0, size), compressed);
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        _output.SetLength(0);
        if (_output.Capacity > LargestKept)
        {
            _output.Capacity = 0;
        }

        _stream ??= new DeflateStream(_output, options.Level, leaveOpen: true);
        _stream.Write(first);
        _stream.Write(second);
        _stream.Flush();
        var compressed = _output.GetBuffer().AsMemory(0, (int)_output.Length - OmittedEnd);
        if (forgets)
        {
            Dispose();
        }

        return compressed;
    }

    private static int HeaderSizeOf(byte firstLength) => firstLength switch
    {
        FirstLengthOfTwo => 4,
        FirstLengthOfEight => WebSocketFrameHeader.MaxSize,
        _ => 2,
    };
}
