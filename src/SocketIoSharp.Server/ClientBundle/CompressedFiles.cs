using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.ClientBundle;

/// <summary>The compressed forms of the client's files. Each is made for the first browser that asks for it and kept for the others.</summary>
internal static class CompressedFiles
{
    private const string Brotli = "br";
    private const string Gzip = "gzip";
    private const string Deflate = "deflate";

    private static readonly ConcurrentDictionary<(string File, string Encoding), Lazy<byte[]>> Made = new();

    /// <returns>The encoding that the request likes best, or <see langword="null"/> when it accepts none.</returns>
    public static string? Choose(HttpRequest request) => AcceptedEncoding.Choose(request.Headers.AcceptEncoding, Brotli, Gzip, Deflate);

    /// <summary>Gets a file in one encoding.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="encoding">One that <see cref="Choose"/> gave.</param>
    /// <param name="content">The file as it is; read only when the form is new.</param>
    public static byte[] Get(string file, string encoding, Stream content) =>
        Made.GetOrAdd((file, encoding), _ => new Lazy<byte[]>(() => Compress(content, encoding))).Value;

    private static byte[] Compress(Stream content, string encoding)
    {
        using var output = new MemoryStream();
        using (Stream stream = encoding switch
        {
            Brotli => new BrotliStream(output, CompressionLevel.Optimal, leaveOpen: true),
            Gzip => new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true),
            _ => new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            content.CopyTo(stream);
        }

        return output.ToArray();
    }
}
