using System.IO.Compression;

namespace SocketIoSharp.EngineIo;

/// <summary>
/// How the messages of WebSockets are compressed (permessage-deflate, RFC 7692) for clients that offer it. Costs memory for each connection,
/// about 300 kilobytes while the context is kept, and work for each receiver of a broadcast.
/// </summary>
public sealed class EngineIoPerMessageDeflate
{
    /// <summary>
    /// The size in bytes from which a message is compressed. Default 1024. As with the reference server this counts only where the server
    /// forgets its context after each message; otherwise all messages are compressed.
    /// </summary>
    public int Threshold { get; set; } = 1024;

    /// <summary>
    /// Whether the server forgets its context after each message: less memory, larger messages. Default <see langword="false"/>. A client may
    /// ask for it in any case.
    /// </summary>
    public bool ServerNoContextTakeover { get; set; }

    /// <summary>Whether clients must forget their context after each message, which saves the server memory. Default <see langword="false"/>.</summary>
    public bool ClientNoContextTakeover { get; set; }

    /// <summary>How much time is spent on compression. Default <see cref="CompressionLevel.Optimal"/>.</summary>
    public CompressionLevel Level { get; set; } = CompressionLevel.Optimal;
}
