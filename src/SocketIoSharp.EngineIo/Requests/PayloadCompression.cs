using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using SocketIoSharp.EngineIo.Revisions;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Requests;

/// <summary>Compresses the answer to a poll.</summary>
internal static class PayloadCompression
{
    private const string Gzip = "gzip";
    private const string Deflate = "deflate";

    /// <returns>The encoding, or <see langword="null"/> when the answer is to go out as it is.</returns>
    public static string? Choose(HttpContext http, ReadOnlySpan<FrameGroup> groups, long length, EngineIoHttpCompression options) =>
        length >= options.Threshold && IsWorthwhile(groups) ? AcceptedEncoding.Choose(http.Request.Headers.AcceptEncoding, Gzip, Deflate) : null;

    /// <summary>Writes the body bit by bit: its length is not known before its end.</summary>
    public static async Task WriteAsync(HttpContext http, PayloadFormat payloads, ReadOnlyMemory<FrameGroup> groups, string encoding, CompressionLevel level)
    {
        http.Response.Headers.ContentEncoding = encoding;
        var body = http.Response.Body;
        await using Stream stream = encoding == Gzip
            ? new GZipStream(body, level, leaveOpen: true)
            : new ZLibStream(body, level, leaveOpen: true);
        var writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        payloads.Write(writer, groups.Span);
        await writer.FlushAsync();
        await writer.CompleteAsync();
    }

    // One packet that wants it is enough; the others travel with it.
    private static bool IsWorthwhile(ReadOnlySpan<FrameGroup> groups)
    {
        foreach (var group in groups)
        {
            if (group.IsCompressible)
            {
                return true;
            }
        }

        return false;
    }
}
