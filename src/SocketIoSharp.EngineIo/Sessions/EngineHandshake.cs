using System.Collections.ObjectModel;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Primitives;
using SocketIoSharp.EngineIo.Requests;

namespace SocketIoSharp.EngineIo;

/// <summary>
/// What the first request of a session said. Describes that request for ever, also after an upgrade. Immutable. Every session keeps one, so what most
/// applications never ask for is made when they do.
/// </summary>
public sealed class EngineHandshake
{
    private readonly KeyValuePair<string, StringValues>[] _headers;
    private readonly string? _queryString;
    private readonly IPAddress? _remoteAddress;
    private IReadOnlyDictionary<string, string>? _query;
    private ClaimsPrincipal? _user;

    internal EngineHandshake(HttpContext http, int protocol, DateTimeOffset time)
    {
        // The request's own collection is reused by the server, so its entries are copied; their strings are not.
        _headers = [.. http.Request.Headers];
        _queryString = http.Request.QueryString.Value;
        Protocol = protocol;
        Time = time;
        _remoteAddress = http.Connection.RemoteIpAddress;
        IsSecure = http.Request.IsHttps;
        Url = http.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } target ? target : http.Request.GetEncodedPathAndQuery();

        // Asking the context for these would make them where nobody needs them.
        _user = http.Features.Get<IHttpAuthenticationFeature>()?.User;
        Items = http.Features.Get<IItemsFeature>()?.Items is { Count: > 0 } items ? new Dictionary<object, object?>(items) : ReadOnlyDictionary<object, object?>.Empty;
    }

    /// <summary>The headers of the request.</summary>
    public IReadOnlyList<KeyValuePair<string, StringValues>> Headers => _headers;

    /// <summary>The query of the request.</summary>
    public IReadOnlyDictionary<string, string> Query => _query ??= EngineRequest.ParseQuery(_queryString);

    /// <summary>The Engine.IO revision.</summary>
    public int Protocol { get; }

    /// <summary>When the request came.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The address of the client, or of the last proxy.</summary>
    public string? RemoteAddress => _remoteAddress?.ToString();

    /// <summary>Whether the request came over TLS.</summary>
    public bool IsSecure { get; }

    /// <summary>The target of the request: path and query.</summary>
    public string Url { get; }

    /// <summary>Who made the request, as ASP.NET Core's authentication found.</summary>
    public ClaimsPrincipal User => LazyInitializer.EnsureInitialized(ref _user, static () => new ClaimsPrincipal(new ClaimsIdentity()));

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
