using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SocketIoSharp.ClientBundle;

/// <summary>Serves the stock JavaScript client, which the build takes from its npm package and puts into this assembly.</summary>
internal static class ClientBundle
{
    private const string NotBuilt =
        "The Socket.IO client is not part of this server: npm was not available when SocketIoSharp.Server was built. "
        + "Build it where Node.js is installed, or serve socket.io-client from your own site or a CDN.\n";

    // Exactly these, as in the reference; everything else under the path belongs to the engine.
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "socket.io.js", "socket.io.js.map",
        "socket.io.min.js", "socket.io.min.js.map",
        "socket.io.esm.min.js", "socket.io.esm.min.js.map",
        "socket.io.msgpack.min.js", "socket.io.msgpack.min.js.map",
    };

    private static readonly string Version = ReadVersion();

    /// <summary>Finds the file that a request asks for.</summary>
    /// <param name="rest">What follows the server's path and its slash.</param>
    /// <param name="file">The name of the file.</param>
    public static bool TryFind(string? rest, out string file)
    {
        file = rest ?? string.Empty;
        return Names.Contains(file);
    }

    public static async Task ServeAsync(HttpContext http, string file)
    {
        await using var content = Assembly.GetExecutingAssembly().GetManifestResourceStream("ClientBundle." + file);
        if (content is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync(NotBuilt);
            return;
        }

        var tag = $"\"{Version}\"";
        if (http.Request.Headers.IfNoneMatch.ToString() is var known && (known == tag || known == "W/" + tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var isMap = file.EndsWith(".map", StringComparison.Ordinal);
        http.Response.Headers.CacheControl = "public, max-age=0";
        http.Response.ContentType = isMap ? "application/json; charset=utf-8" : "application/javascript; charset=utf-8";
        http.Response.Headers[HeaderNames.ETag] = tag;
        var body = CompressIfAccepted(http, file, content);
        if (http.Request.Method != HttpMethods.Head)
        {
            await body.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
    }

    private static Stream CompressIfAccepted(HttpContext http, string file, Stream content)
    {
        if (CompressedFiles.Choose(http.Request) is not { } encoding)
        {
            http.Response.ContentLength = content.Length;
            return content;
        }

        http.Response.Headers.ContentEncoding = encoding;
        return new MemoryStream(CompressedFiles.Get(file, encoding, content), writable: false);
    }

    // The version of the client: a new one must not be answered with "not modified".
    private static string ReadVersion() =>
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == "SocketIoClientVersion")?.Value ?? "0";
}
