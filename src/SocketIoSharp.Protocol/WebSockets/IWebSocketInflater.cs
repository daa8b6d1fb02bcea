using System.Buffers;

namespace SocketIoSharp.Protocol.WebSockets;

/// <summary>Inflates the messages of one client that has permessage-deflate (RFC 7692). Not thread-safe.</summary>
public interface IWebSocketInflater
{
    /// <summary>Inflates the next fragment of a message.</summary>
    /// <param name="data">The compressed bytes; the inflater does not keep them.</param>
    /// <param name="isFinal">Whether it is the last fragment.</param>
    /// <param name="output">Where the inflated bytes go.</param>
    /// <param name="limit">How many there may be at most. To be heeded while inflating: a few bytes can stand for gigabytes.</param>
    WebSocketInflateStatus Inflate(ReadOnlyMemory<byte> data, bool isFinal, IBufferWriter<byte> output, int limit);
}
