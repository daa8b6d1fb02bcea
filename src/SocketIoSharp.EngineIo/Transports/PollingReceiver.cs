using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using SocketIoSharp.EngineIo.Limits;
using SocketIoSharp.EngineIo.Requests;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>The sending half of long-polling: a POST delivers packets and is answered once they were handled.</summary>
internal static class PollingReceiver
{
    public static async Task ReceiveAsync(HttpContext http, EngineSession session)
    {
        if (session.Transport != EngineTransports.Polling)
        {
            // Upgraded after the request was let in.
            EngineResponses.WriteStatus(http, StatusCodes.Status400BadRequest);
            return;
        }

        if (!session.Inbound.TryEnter())
        {
            session.Close(CloseReason.TransportError, "data request overlap from client");
            EngineResponses.WriteStatus(http, StatusCodes.Status400BadRequest);
            return;
        }

        bool isDelivered;
        try
        {
            isDelivered = await ReceiveAloneAsync(http, session);
        }
        finally
        {
            // Before the answer: with it the client may send its next request.
            session.Inbound.Leave();
        }

        if (isDelivered)
        {
            await EngineResponses.WriteOkAsync(http);
        }
    }

    /// <returns>Whether the request is to be answered with <c>ok</c>.</returns>
    private static async Task<bool> ReceiveAloneAsync(HttpContext http, EngineSession session)
    {
        var contentType = http.Request.ContentType;
        if (!session.Payloads.Accepts(contentType))
        {
            session.Close(CloseReason.TransportError, "invalid content");
            EngineResponses.WriteStatus(http, StatusCodes.Status400BadRequest);
            return false;
        }

        PostBody? body;
        try
        {
            // A session that ends meanwhile has no use for the rest of the body.
            using var abort = session.ClosedToken.UnsafeRegister(static http => ((HttpContext)http!).Abort(), http);
            body = await PostBody.ReadAsync(http, session.MaxPayload);
        }
        catch (BadHttpRequestException exception)
        {
            session.Close(CloseReason.TransportError, "data request connection closed prematurely");
            EngineResponses.WriteStatus(http, exception.StatusCode);
            return false;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ConnectionAbortedException)
        {
            session.Close(CloseReason.TransportError, "data request connection closed prematurely");

            // The web server may not know yet. It would look for the rest of the body, and log that as an error.
            http.Abort();
            return false;
        }

        if (body is not { } received)
        {
            session.NoteLimit(EngineLimit.PayloadSize);
            EngineResponses.WriteStatus(http, StatusCodes.Status413PayloadTooLarge);
            return false;
        }

        using (received)
        {
            await session.Payloads.DeliverAsync(session, received, contentType);
        }

        return true;
    }
}
