using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Cors;
using SocketIoSharp.EngineIo.Diagnostics;
using SocketIoSharp.EngineIo.Limits;
using SocketIoSharp.EngineIo.Sessions;

namespace SocketIoSharp.EngineIo.Requests;

/// <summary>Decides whether a request may go on, in the reference server's order of checks.</summary>
internal sealed partial class RequestGuard(EngineIoOptions options, SessionTable sessions, Admission admission, GuardedCors cors, ILogger logger, TimeProvider time)
{
    private readonly WarningThrottle _originWarnings = new(time);
    private readonly WarningThrottle _faultReports = new(time, LogLevel.Error);

    /// <returns>The session that the request names, if it names one; or why the request is refused.</returns>
    public async ValueTask<(EngineSession? Session, EngineError? Error)> CheckAsync(EngineRequest request)
    {
        if (request.Transport is null || !options.Transports.Contains(request.Transport))
        {
            return (null, EngineError.UnknownTransport.With(("transport", request.Transport)));
        }

        if (HasIllegalOrigin(request.Http))
        {
            return (null, EngineError.BadRequest.With(("name", "INVALID_ORIGIN"), ("origin", request.Http.Request.Headers.Origin.ToString())));
        }

        if (request.IsUpgrade && options.CheckOrigin && !await cors.IsAllowedAsync(request.Http))
        {
            return (null, RefuseOrigin(request.Http.Request));
        }

        return request.SessionId is { } id
            ? CheckExisting(request, id)
            : (null, CheckHandshake(request) ?? CheckRate() ?? CheckRoom(request) ?? await AskApplicationAsync(request) ?? CheckProtocol(request));
    }

    private (EngineSession? Session, EngineError? Error) CheckExisting(EngineRequest request, string id)
    {
        if (!sessions.TryFind(id, out var session))
        {
            return (null, EngineError.UnknownSession.With(("sid", id)));
        }

        if (!request.IsUpgrade && session.Transport is var transport && transport != request.Transport)
        {
            return (null, EngineError.BadRequest.With(("name", "TRANSPORT_MISMATCH"), ("transport", request.Transport), ("previousTransport", transport)));
        }

        return request.Protocol == session.Protocol
            ? (session, null)
            : (null, EngineError.BadRequest.With(("name", "PROTOCOL_MISMATCH"), ("protocol", request.Protocol), ("previousProtocol", session.Protocol)));
    }

    private EngineError RefuseOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        var (level, shown) = (_originWarnings.NextLevel(), ShownOrigin.Of(origin));
        Log.OriginNotAllowed(logger, level, shown, request.Host.Value);
        return EngineError.OriginNotAllowed.With(("origin", origin));
    }

    private static EngineError? CheckHandshake(EngineRequest request)
    {
        // HTTP/2 opens a WebSocket with CONNECT.
        if (request.Http.Request.Method != HttpMethods.Get && !request.IsExtendedConnect)
        {
            return EngineError.BadHandshakeMethod.With(("method", request.Http.Request.Method));
        }

        return request.Transport == EngineTransports.WebSocket && !request.IsUpgrade
            ? EngineError.BadRequest.With(("name", "TRANSPORT_HANDSHAKE_ERROR"))
            : null;
    }

    // Both before the application is asked, which may take longer than all the rest. Whoever finds room here is counted when its session is opened.
    private EngineError? CheckRate() => admission.TryBegin() ? null : EngineError.At(EngineLimit.Handshakes);

    private EngineError? CheckRoom(EngineRequest request) =>
        admission.FindLimit(request.Http.Connection.RemoteIpAddress) is { } limit ? EngineError.At(limit) : null;

    private async ValueTask<EngineError?> AskApplicationAsync(EngineRequest request)
    {
        if (options.AllowRequest is not { } allow)
        {
            return null;
        }

        var answer = AllowRequestResult.Deny();
        try
        {
            answer = await allow(request.Http);
        }
        catch (Exception exception)
        {
            var level = _faultReports.NextLevel();
            Log.AllowRequestFailed(logger, level, request.Http.Connection.RemoteIpAddress, exception);
        }

        return answer.IsAllowed ? null : EngineError.Forbidden.InWords(answer.Message);
    }

    private EngineError? CheckProtocol(EngineRequest request) => request.Protocol == 4 || options.AllowEio3
        ? null
        : EngineError.UnsupportedProtocolVersion.With(("protocol", request.Protocol));

    private static bool HasIllegalOrigin(HttpContext http)
    {
        foreach (var character in http.Request.Headers.Origin.ToString())
        {
            if ((char.IsControl(character) && character != '\t') || character == '\u007f')
            {
                return true;
            }
        }

        return false;
    }
}
