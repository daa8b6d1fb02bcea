using System.Net;
using System.Text.Json;

namespace SocketIoSharp.Testing;

/// <summary>
/// The server has refused a connection: the HTTP request behind it (<see cref="StatusCode"/> is set) or, in a middleware of its own, the namespace
/// (a <c>connect_error</c> for a JavaScript client).
/// </summary>
public sealed class SocketIoConnectException : Exception
{
    private readonly JsonSerializerOptions? _json;

    internal SocketIoConnectException(string message, HttpStatusCode? statusCode, Exception? inner = null)
        : base(message, inner) => StatusCode = statusCode;

    internal SocketIoConnectException(string message, JsonElement details, JsonSerializerOptions json)
        : base(message)
    {
        Details = details;
        _json = json;
    }

    /// <summary>The status of the refused HTTP request; <see langword="null"/> when a namespace refused.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>What the server sent with the refusal of a namespace, <c>err.data</c> in JavaScript; undefined when it sent nothing.</summary>
    public JsonElement Details { get; }

    /// <summary>Reads <see cref="Details"/> as a type; the default of <typeparamref name="T"/> when there are none.</summary>
    /// <exception cref="JsonException">They are not of that shape.</exception>
    public T? GetDetails<T>() => Details.ValueKind is JsonValueKind.Undefined ? default : Details.Deserialize<T>(_json);
}
