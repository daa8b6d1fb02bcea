using System.IO.Compression;

namespace SocketIoSharp.EngineIo;

/// <summary>How the answers to polls are compressed for clients that accept gzip or deflate.</summary>
public sealed class EngineIoHttpCompression
{
    /// <summary>The size in bytes from which an answer is compressed. Default 1024.</summary>
    public int Threshold { get; set; } = 1024;

    /// <summary>How much time is spent on it. Default <see cref="CompressionLevel.Optimal"/>.</summary>
    public CompressionLevel Level { get; set; } = CompressionLevel.Optimal;
}
