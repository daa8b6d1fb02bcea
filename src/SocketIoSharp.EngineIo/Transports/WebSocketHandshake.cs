using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SocketIoSharp.EngineIo.Requests;
using SocketIoSharp.EngineIo.Transports.Compression;
using SocketIoSharp.EngineIo.Transports.Direct;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>The opening handshake of a WebSocket (RFC 6455, section 4.2, and RFC 8441), with the refusals of the reference's WebSocket layer.</summary>
internal static class WebSocketHandshake
{
    private const string AcceptSalt = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int KeyLength = 24;

    /// <summary>Answers a request that cannot become a WebSocket.</summary>
    /// <returns>Whether the request was refused.</returns>
    public static async Task<bool> TryRefuseAsync(EngineRequest request, EngineIoPerMessageDeflate? compression)
    {
        if ((FindFault(request) ?? Negotiate(request, compression)) is not { } fault)
        {
            return false;
        }

        if (fault.Message == Fault.Version.Message)
        {
            request.Http.Response.Headers.SecWebSocketVersion = "13, 8";
        }

        await EngineResponses.RefuseUpgradeAsync(request.Http, fault.StatusCode, fault.Message);
        return true;
    }

    /// <summary>Switches protocols.</summary>
    /// <param name="request">What asks for it.</param>
    /// <param name="held">What keeps the response back until something is sent; <see langword="null"/> where nothing may be.</param>
    /// <returns>The stream of frames; <see langword="null"/> when the web server allows no more connections of the kind, which was answered.</returns>
    public static async Task<Stream?> TryAcceptAsync(EngineRequest request, DirectTransport? held)
    {
        Stream? stream = null;
        try
        {
            held?.Hold();
            return stream = await AcceptAsync(request);
        }
        catch (InvalidOperationException) when (!request.Http.Response.HasStarted)
        {
            held?.Release();
            var headers = request.Http.Response.Headers;
            headers.Remove("Upgrade");
            headers.Remove("Sec-WebSocket-Accept");
            headers.Remove("Sec-WebSocket-Protocol");
            headers.Remove("Sec-WebSocket-Extensions");
            await EngineResponses.RefuseUpgradeAsync(request.Http, StatusCodes.Status503ServiceUnavailable, "Service Unavailable");
            return null;
        }
        finally
        {
            if (stream is null)
            {
                held?.Release();
            }
        }
    }

    private static async Task<Stream> AcceptAsync(EngineRequest request)
    {
        var http = request.Http;
        ShareWords(http.Request.Headers);
        SelectSubprotocol(http);
        if (request.Compression is { } compression)
        {
            http.Response.Headers.SecWebSocketExtensions = compression.Header;
        }

        if (request.IsExtendedConnect)
        {
            return await http.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().AcceptAsync();
        }

        http.Response.Headers.Upgrade = "websocket";
        http.Response.Headers.SecWebSocketAccept = ComputeAccept(http.Request.Headers.SecWebSocketKey.ToString());
        return await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    // They stay for as long as the connection, so every connection's own copy of the same words is let go of.
    private static void ShareWords(IHeaderDictionary headers)
    {
        if (headers.Upgrade == "websocket")
        {
            headers.Upgrade = "websocket";
        }

        if (headers.SecWebSocketVersion == "13")
        {
            headers.SecWebSocketVersion = "13";
        }
    }

    private static Fault? FindFault(EngineRequest request)
    {
        var headers = request.Http.Request.Headers;
        if (request.IsExtendedConnect)
        {
            var protocol = request.Http.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().Protocol;
            return protocol == "websocket" ? FindSubprotocolFault(headers) : Fault.Upgrade;
        }

        return request.Http.Request.Method != HttpMethods.Get ? Fault.Method
            : !headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase) ? Fault.Upgrade
            : !IsKey(headers.SecWebSocketKey.ToString()) ? Fault.Key
            : headers.SecWebSocketVersion.ToString() is not ("13" or "8") ? Fault.Version
            : FindSubprotocolFault(headers);
    }

    private static Fault? Negotiate(EngineRequest request, EngineIoPerMessageDeflate? compression)
    {
        var offers = request.Http.Request.Headers.SecWebSocketExtensions;
        if (compression is null || offers.Count == 0)
        {
            return null;
        }

        var isValid = DeflateAgreement.TryReach(offers.ToString(), compression, out var agreement);
        request.Compression = agreement;
        return isValid ? null : Fault.Extensions;
    }

    private static Fault? FindSubprotocolFault(IHeaderDictionary headers)
    {
        if (headers.SecWebSocketProtocol.Count == 0)
        {
            return null;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in headers.SecWebSocketProtocol.ToString().Split(','))
        {
            var token = name.Trim(' ', '\t');
            if (token.Length == 0 || !token.All(IsTokenCharacter) || !seen.Add(token))
            {
                return Fault.Subprotocol;
            }
        }

        return null;
    }

    // RFC 9110, section 5.6.2.
    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);

    // 16 bytes in base64: the last character before the padding carries only two bits, and nobody checks the others.
    private static bool IsKey(string key) =>
        key.Length == KeyLength && key.EndsWith("==", StringComparison.Ordinal)
        && key.AsSpan(0, KeyLength - 2).IndexOfAnyExcept(Base64Alphabet) < 0;

    private static readonly System.Buffers.SearchValues<char> Base64Alphabet =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    private static void SelectSubprotocol(HttpContext http)
    {
        if (http.Request.Headers.SecWebSocketProtocol.Count > 0)
        {
            http.Response.Headers.SecWebSocketProtocol = http.Request.Headers.SecWebSocketProtocol.ToString().Split(',')[0].Trim();
        }
    }

    private static string ComputeAccept(string key)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6455 prescribes SHA-1 here; it protects nothing.
        SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptSalt), hash);
#pragma warning restore CA5350
        return Convert.ToBase64String(hash);
    }

    private sealed record Fault(int StatusCode, string Message)
    {
        public static Fault Method { get; } = new(405, "Invalid HTTP method");

        public static Fault Upgrade { get; } = new(400, "Invalid Upgrade header");

        public static Fault Key { get; } = new(400, "Missing or invalid Sec-WebSocket-Key header");

        public static Fault Version { get; } = new(400, "Missing or invalid Sec-WebSocket-Version header");

        public static Fault Extensions { get; } = new(400, "Invalid or unacceptable Sec-WebSocket-Extensions header");

        public static Fault Subprotocol { get; } = new(400, "Invalid Sec-WebSocket-Protocol header");
    }
}
