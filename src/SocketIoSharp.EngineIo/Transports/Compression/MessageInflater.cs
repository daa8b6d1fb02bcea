using System.Buffers;
using System.IO.Compression;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo.Transports.Compression;

/// <summary>Inflates the messages of one client. Takes no memory before the first compressed one.</summary>
internal sealed class MessageInflater(bool forgets) : IWebSocketInflater, IDisposable
{
    // Inflated in steps, so that a bomb is noticed one step behind the limit.
    private const int Step = 4096;

    private readonly InflaterFeed _feed = new();
    private DeflateStream? _stream;

    public WebSocketInflateStatus Inflate(ReadOnlyMemory<byte> data, bool isFinal, IBufferWriter<byte> output, int limit)
    {
        _feed.Set(data, isFinal);
        var status = Inflate(output, limit);
        if (isFinal && forgets)
        {
            Dispose();
        }

        return status;
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _stream = null;
    }

    private WebSocketInflateStatus Inflate(IBufferWriter<byte> output, long limit)
    {
        try
        {
            while (limit >= 0)
            {
                _stream ??= new DeflateStream(_feed, CompressionMode.Decompress, leaveOpen: true);
                var read = _stream.Read(output.GetSpan(Step));
                output.Advance(read);
                limit -= read;
                if (read > 0)
                {
                    continue;
                }

                if (_feed.IsAtEnd || _feed.WasRead)
                {
                    return WebSocketInflateStatus.Inflated;
                }

                // A final block has ended the data before: the next begins afresh. RFC 7692, section 7.2.3.4, allows such blocks.
                Dispose();
            }

            return WebSocketInflateStatus.TooLarge;
        }
        catch (InvalidDataException)
        {
            return WebSocketInflateStatus.Invalid;
        }
    }
}
