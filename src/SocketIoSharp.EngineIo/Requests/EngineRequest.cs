using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using SocketIoSharp.EngineIo.Transports.Compression;

namespace SocketIoSharp.EngineIo.Requests;

/// <summary>The query of a request, and what kind of request it is.</summary>
internal sealed class EngineRequest
{
    private EngineRequest(HttpContext http, bool allowsWebSocket)
    {
        Http = http;
        var upgrade = http.Features.Get<IHttpUpgradeFeature>();
        var connect = http.Features.Get<IHttpExtendedConnectFeature>();
        IsExtendedConnect = allowsWebSocket && connect is { IsExtendedConnect: true };
        IsUpgrade = IsExtendedConnect || (allowsWebSocket && upgrade is { IsUpgradableRequest: true } && http.Request.Headers.Upgrade.Count > 0);
        Query = ParseQuery(http.Request.QueryString.Value);
        Transport = Query.GetValueOrDefault("transport");
        SessionId = Query.GetValueOrDefault("sid") is { Length: > 0 } sid ? sid : null;
        Protocol = Query.GetValueOrDefault("EIO") == "4" ? 4 : 3;
        PrefersBase64 = AsksForBase64(Query);
    }

    public HttpContext Http { get; }

    public IReadOnlyDictionary<string, string> Query { get; }

    /// <summary>The transport asked for, unchecked.</summary>
    public string? Transport { get; }

    /// <summary>The session id, or <see langword="null"/> when a new session is asked for.</summary>
    public string? SessionId { get; }

    /// <summary>The Engine.IO revision: 4, or 3 for everything else.</summary>
    public int Protocol { get; }

    /// <summary>Whether binary is to travel as base64 (<c>b64</c>).</summary>
    public bool PrefersBase64 { get; }

    /// <summary>Whether the client wants to leave HTTP.</summary>
    public bool IsUpgrade { get; }

    /// <summary>Whether it wants to by HTTP/2's extended CONNECT (RFC 8441).</summary>
    public bool IsExtendedConnect { get; }

    /// <summary>What was agreed on for the WebSocket's compression; <see langword="null"/> is none.</summary>
    public DeflateAgreement? Compression { get; set; }

    /// <summary>Reads a query. Keys are case-sensitive and the last of two equal ones counts: the framework's collection does neither.</summary>
    public static Dictionary<string, string> ParseQuery(string? text)
    {
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(text))
        {
            query[Text(pair.DecodeName().Span)] = Text(pair.DecodeValue().Span);
        }

        return query;
    }

    /// <summary>Whether a query says that binary is to travel as base64.</summary>
    public static bool AsksForBase64(IReadOnlyDictionary<string, string> query) => query.GetValueOrDefault("b64") is { Length: > 0 };

    /// <param name="http">The request.</param>
    /// <param name="allowsWebSocket">Where WebSocket is switched off, an upgrade request is a request like any other.</param>
    public static EngineRequest Parse(HttpContext http, bool allowsWebSocket) => new(http, allowsWebSocket);

    // Nearly all that comes is one of these.
    private static string Text(ReadOnlySpan<char> text) => text switch
    {
        "EIO" => "EIO",
        "4" => "4",
        "transport" => "transport",
        EngineTransports.Polling => EngineTransports.Polling,
        EngineTransports.WebSocket => EngineTransports.WebSocket,
        "sid" => "sid",
        "t" => "t",
        _ => text.ToString(),
    };
}
