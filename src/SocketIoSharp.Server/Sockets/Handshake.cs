using System.Collections;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp;

/// <summary>
/// How a socket came to be. Everything but <see cref="Auth"/> describes the first HTTP request of the connection, also after an upgrade and
/// for further namespaces. Immutable.
/// </summary>
public sealed partial class Handshake
{
    private readonly EngineHandshake? _request;
    private readonly Remote? _remote;
    private readonly JsonSerializerOptions _options;
    private IReadOnlyDictionary<string, string>? _headers;

    internal Handshake(EngineHandshake request, JsonElement auth, JsonSerializerOptions options)
    {
        _request = request;
        _options = options;
        Auth = auth;
    }

    /// <summary>The headers of the request; names ignore case, several values are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers => _headers ??= new HeaderView(_request!);

    /// <summary>The query of the request.</summary>
    public IReadOnlyDictionary<string, string> Query => _request?.Query ?? _remote!.Query;

    /// <summary>What the client sent when it connected to the namespace; an empty object when it sent nothing.</summary>
    public JsonElement Auth { get; }

    /// <summary>When the request came.</summary>
    public DateTimeOffset Time => _request?.Time ?? _remote!.Time;

    /// <summary>When the request came, in milliseconds since 1970.</summary>
    public long Issued => Time.ToUnixTimeMilliseconds();

    /// <summary>The address of the client, or of the last proxy when forwarded headers are not in use.</summary>
    public string? Address => _request is null ? _remote!.Address : _request.RemoteAddress;

    /// <summary>Whether the request had an <c>Origin</c> header.</summary>
    public bool CrossDomain => _request is null ? _remote!.CrossDomain : _request.GetHeader("Origin") is not null;

    /// <summary>Whether the request came over TLS.</summary>
    public bool Secure => _request?.IsSecure ?? _remote!.Secure;

    /// <summary>The target of the request: path and query.</summary>
    public string Url => _request?.Url ?? _remote!.Url;

    /// <summary>
    /// What <c>HttpContext.Items</c> held when the connection was opened. The request itself is over by then: whatever handlers need of it, such as values of its
    /// HTTP session, a middleware puts there. The values are kept for as long as the connection lives. Empty for sockets of other nodes.
    /// </summary>
    public IReadOnlyDictionary<object, object?> Items => _request?.Items ?? ReadOnlyDictionary<object, object?>.Empty;

    /// <summary>Reads <see cref="Auth"/> as a type.</summary>
    /// <exception cref="JsonException">It is not of that shape.</exception>
    public T? GetAuth<T>() => Auth.Deserialize(ContractOf<T>());

    private JsonTypeInfo<T> ContractOf<T>() =>
        (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));

    private sealed class HeaderView(EngineHandshake request) : IReadOnlyDictionary<string, string>
    {
        public int Count => request.Headers.Count;

        public IEnumerable<string> Keys => request.Headers.Select(header => header.Key);

        public IEnumerable<string> Values => request.Headers.Select(header => header.Value.ToString());

        public string this[string key] => request.GetHeader(key) ?? throw new KeyNotFoundException($"The request had no header {key}.");

        public bool ContainsKey(string key) => request.GetHeader(key) is not null;

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
        {
            value = request.GetHeader(key);
            return value is not null;
        }

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
            request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
