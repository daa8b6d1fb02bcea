using System.Collections.Concurrent;
using System.IO.Compression;

namespace SocketIoSharp.ClientBundle;

/// <summary>The compressed forms of the client's files. They never change, so each is made for the first browser that asks for it, and kept.</summary>
internal static class CompressedFiles
{
    private static readonly ConcurrentDictionary<(string File, string Encoding), Lazy<byte[]>> Forms = new();

    /// <summary>What can be made, in the order of preference where a client has none.</summary>
    public static ReadOnlySpan<string> Encodings => EncodingNames;

    private static readonly string[] EncodingNames = ["br", "gzip", "deflate"];

    public static byte[] Get(string file, string encoding, Func<Stream> open) =>
        Forms.GetOrAdd((file, encoding), key => new Lazy<byte[]>(() => Compress(open, key.Encoding))).Value;

    private static byte[] Compress(Func<Stream> open, string encoding)
    {
        using var output = new MemoryStream();
        using (var compressor = CompressorFor(encoding, output))
        using (var content = open())
        {
            content.CopyTo(compressor);
        }

        return output.ToArray();
    }

    private static Stream CompressorFor(string encoding, Stream output) => encoding switch
    {
        "br" => new BrotliStream(output, CompressionLevel.Optimal),
        "gzip" => new GZipStream(output, CompressionLevel.Optimal),

        // HTTP's deflate is the zlib format.
        _ => new ZLibStream(output, CompressionLevel.Optimal),
    };
}
