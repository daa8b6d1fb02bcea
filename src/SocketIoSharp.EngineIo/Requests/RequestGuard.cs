using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Sessions;

namespace SocketIoSharp.EngineIo.Requests;

/// <summary>Decides whether a request may go on, in the reference server's order of checks.</summary>
internal sealed partial class RequestGuard(EngineIoOptions options, SessionTable sessions, ILogger logger)
{
    /// <returns>The session that the request names, if it names one; or why the request is refused.</returns>
    public async ValueTask<(EngineSession? Session, EngineError? Error)> CheckAsync(EngineRequest request)
    {
        if (request.Transport is null || !options.Transports.Contains(request.Transport))
        {
            return (null, EngineError.UnknownTransport);
        }

        if (HasIllegalOrigin(request.Http))
        {
            return (null, EngineError.BadRequest);
        }

        return request.SessionId is { } id
            ? CheckExisting(request, id)
            : (null, CheckHandshake(request) ?? await AskApplicationAsync(request) ?? CheckProtocol(request));
    }

    private (EngineSession? Session, EngineError? Error) CheckExisting(EngineRequest request, string id)
    {
        if (!sessions.TryFind(id, out var session))
        {
            return (null, EngineError.UnknownSession);
        }

        var isOtherTransport = !request.IsUpgrade && session.Transport != request.Transport;
        return isOtherTransport || request.Protocol != session.Handshake.Protocol ? (null, EngineError.BadRequest) : (session, null);
    }

    private static EngineError? CheckHandshake(EngineRequest request)
    {
        // HTTP/2 opens a WebSocket with CONNECT.
        if (!HttpMethods.IsGet(request.Http.Request.Method) && !request.IsExtendedConnect)
        {
            return EngineError.BadHandshakeMethod;
        }

        return request.Transport == EngineTransports.WebSocket && !request.IsUpgrade ? EngineError.BadRequest : null;
    }

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
            Log.AllowRequestFailed(logger, exception);
        }

        return answer.IsAllowed ? null
            : answer.Message is { } message ? EngineError.Forbidden with { Message = message }
            : EngineError.Forbidden;
    }

    private EngineError? CheckProtocol(EngineRequest request) => request.Protocol == 4 || options.AllowEio3 ? null : EngineError.UnsupportedProtocolVersion;

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
