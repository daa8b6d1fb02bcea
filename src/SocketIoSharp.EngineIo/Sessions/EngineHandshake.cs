using System.Collections.ObjectModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace SocketIoSharp.EngineIo;

/// <summary>What the first request of a session said. Describes that request for ever, also after an upgrade. Immutable.</summary>
public sealed class EngineHandshake
{
    private readonly KeyValuePair<string, StringValues>[] _headers;

    internal EngineHandshake(HttpContext http, IReadOnlyDictionary<string, string> query, int protocol, DateTimeOffset time)
    {
        // The request's own collection is reused by the server, so its entries are copied; their strings are not.
        _headers = [.. http.Request.Headers];
        Query = query;
        Protocol = protocol;
        Time = time;
        RemoteAddress = http.Connection.RemoteIpAddress?.ToString();
        IsSecure = http.Request.IsHttps;
        Url = http.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target ? target : http.Request.GetEncodedPathAndQuery();
        User = http.User;

        // Asking the context for them would make a dictionary where nobody needs one.
        Items = http.Features.Get<IItemsFeature>()?.Items is { Count: > 0 } items ? new Dictionary<object, object?>(items) : ReadOnlyDictionary<object, object?>.Empty;
    }

    /// <summary>The headers of the request.</summary>
    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers => _headers;

    /// <summary>The query of the request.</summary>
    public IReadOnlyDictionary<string, string> Query { get; }

    /// <summary>The Engine.IO revision.</summary>
    public int Protocol { get; }

    /// <summary>When the request came.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The address of the client, or of the last proxy.</summary>
    public string? RemoteAddress { get; }

    /// <summary>Whether the request came over TLS.</summary>
    public bool IsSecure { get; }

    /// <summary>The target of the request: path and query.</summary>
    public string Url { get; }

    /// <summary>Who made the request, as ASP.NET Core's authentication found.</summary>
    public ClaimsPrincipal User { get; }

    /// <summary>
    /// What <see cref="HttpContext.Items"/> held when the session was opened: whatever middlewares and <see cref="EngineIoOptions.AllowRequest"/> have put there. A copy of
    /// the collection, not of its values, which are kept for as long as the session lives.
    /// </summary>
    public IReadOnlyDictionary<object, object?> Items { get; }

    /// <summary>The values of one header, joined by commas; <see langword="null"/> when it was absent.</summary>
    public string? GetHeader(string name)
    {
        foreach (var header in _headers)
        {
            if (string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
            {
                return header.Value.ToString();
            }
        }

        return null;
    }
}
