using Microsoft.AspNetCore.Http;
using SocketIoSharp.EngineIo.Limits;

namespace SocketIoSharp.EngineIo.Requests;

/// <summary>A refusal of a request, as the reference server words it.</summary>
internal sealed record EngineError(int Code, string Message, int StatusCode = 400)
{
    private static readonly string[] Types =
        ["transport_unknown", "session_unknown", "bad_handshake_method", "bad_request", "forbidden", "unsupported_protocol_version"];

    private static readonly IReadOnlyDictionary<string, object?> NoContext = new Dictionary<string, object?>();

    /// <summary>The text for the client.</summary>
    public string Answer { get; private init; } = Message;

    /// <summary>The refusal in a metric's word.</summary>
    public string Type { get; private init; } = Types[Code];

    /// <summary>The limit that the client has met; <see langword="null"/> when it is refused for itself.</summary>
    public EngineLimit? Limit { get; private init; }

    /// <summary>What an application is told about the cause.</summary>
    public IReadOnlyDictionary<string, object?> Context { get; private init; } = NoContext;

    public static EngineError UnknownTransport { get; } = new(0, "Transport unknown");

    public static EngineError UnknownSession { get; } = new(1, "Session ID unknown");

    public static EngineError BadHandshakeMethod { get; } = new(2, "Bad handshake method");

    public static EngineError BadRequest { get; } = new(3, "Bad request");

    public static EngineError Forbidden { get; } = new(4, "Forbidden", 403);

    /// <summary>A WebSocket from a page of another origin, which the reference lets in.</summary>
    public static EngineError OriginNotAllowed { get; } = Forbidden with { Answer = "Origin not allowed", Type = "origin_not_allowed" };

    public static EngineError UnsupportedProtocolVersion { get; } = new(5, "Unsupported protocol version");

    /// <summary>No more sessions are opened here. The words are those of the reference's WebSocket layer, which says so when its server is closed.</summary>
    public static EngineError ServerClosing { get; } =
        new(BadRequest.Code, BadRequest.Message, StatusCodes.Status503ServiceUnavailable) { Answer = "Service Unavailable", Type = "server_closing" };

    /// <summary>A refusal for now. The protocol has no code for it; the status says what it is.</summary>
    public static EngineError At(EngineLimit limit) => new(BadRequest.Code, BadRequest.Message, StatusCodes.Status503ServiceUnavailable)
    {
        Answer = limit.Answer,
        Type = "limit_exceeded",
        Limit = limit,
        Context = new Dictionary<string, object?> { ["name"] = "LIMIT_EXCEEDED", ["limit"] = limit.Option },
    };

    /// <summary>The same refusal with details.</summary>
    public EngineError With(params (string Key, object? Value)[] details) => this with { Context = details.ToDictionary(detail => detail.Key, detail => detail.Value) };

    /// <summary>The same refusal in the application's own words.</summary>
    public EngineError InWords(string? message) => this with { Answer = message ?? Message, Context = new Dictionary<string, object?> { ["message"] = message } };
}
