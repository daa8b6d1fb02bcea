using Microsoft.AspNetCore.Http;
using SocketIoSharp.EngineIo.Requests;
using SocketIoSharp.EngineIo.Sessions;

namespace SocketIoSharp.EngineIo;

public sealed partial class EngineServer
{
    /// <summary>
    /// A session was opened (<c>connection</c>). Nothing was received yet, and its first response is not out. A handler that fails is logged,
    /// like those of the other events, and changes nothing.
    /// </summary>
    public event Action<EngineSession>? SessionOpened;

    /// <summary>A request was refused (<c>connection_error</c>), be it for a new session or for an existing one.</summary>
    public event Action<EngineConnectionError>? ConnectionError;

    /// <summary>
    /// The headers of the first response of a session (<c>initial_headers</c>) are about to be sent: of a polling handshake, or of the 101 that
    /// opens a WebSocket. They can still be changed. Not raised for refusals.
    /// </summary>
    public event Action<HttpContext>? InitialHeaders;

    /// <summary>
    /// The headers of a response with packets, of the answer to a POST or of a 101 (<c>headers</c>) are about to be sent. They can still be
    /// changed. Raised after <see cref="InitialHeaders"/>, and not for refusals.
    /// </summary>
    public event Action<HttpContext>? Headers;

    /// <summary>What is queued for a session is about to be written (<c>flush</c>).</summary>
    public event Action<EngineSession>? Flushing;

    /// <summary>What was queued for a session has been written to its connection (<c>drain</c>), or could not be.</summary>
    public event Action<EngineSession>? Drained;

    internal void NotifyOfFlushing(EngineSession session)
    {
        if (Flushing is { } handlers)
        {
            Handlers.Raise(handlers, session, Logs.Sessions);
        }
    }

    internal void NotifyOfDrained(EngineSession session)
    {
        if (Drained is { } handlers)
        {
            Handlers.Raise(handlers, session, Logs.Sessions);
        }
    }

    private void NotifyOfSession(EngineSession session)
    {
        if (SessionOpened is { } handlers)
        {
            Handlers.Raise(handlers, session, Logs.Sessions);
        }
    }

    private void NotifyOfError(HttpContext http, EngineError error)
    {
        if (ConnectionError is { } handlers)
        {
            Handlers.Raise(handlers, new EngineConnectionError(http, error.Code, error.Message, error.Context), Logs.Sessions);
        }
    }

    private void NotifyOfHeaders(EngineRequest request)
    {
        if (Headers is not null || InitialHeaders is not null)
        {
            NotifyBeforeHeaders(request);
        }
    }

    // The response decides late whether it is a refusal, so its start is the moment to ask.
    private void NotifyBeforeHeaders(EngineRequest request)
    {
        var http = request.Http;
        http.Response.OnStarting(() =>
        {
            if (http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status101SwitchingProtocols)
            {
                Handlers.Raise(request.SessionId is null ? InitialHeaders : null, http, Logs.Sessions);
                Handlers.Raise(Headers, http, Logs.Sessions);
            }

            return Task.CompletedTask;
        });
    }
}
