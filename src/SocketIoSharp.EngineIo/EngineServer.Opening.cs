using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Limits;
using SocketIoSharp.EngineIo.Requests;
using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.EngineIo.Transports;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo;

public sealed partial class EngineServer
{
    private async Task OpenPollingAsync(EngineRequest request)
    {
        if (!IsAccepting)
        {
            await RefuseForGoodAsync(request);
            return;
        }

        using var id = await _ids.CreateAsync(request.Http);
        if (id.Error is { } error)
        {
            await RefuseAsync(request, error);
            return;
        }

        using var seat = await TrySeatAsync(request);
        if (seat is null)
        {
            return;
        }

        var session = OpenSession(request, EngineTransports.Polling, id, seat);
        Options.Cookie?.AppendTo(request.Http.Response, session.Id);
        try
        {
            // Exactly these packets: whatever the handler sends from now on comes with the next poll.
            var packets = FirstPacketsFor(session);
            session.NoteSent(packets, EngineTransports.Polling);
            await EngineResponses.WritePayloadAsync(request.Http, session.Payloads, packets, Options.HttpCompression);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            session.Close(CloseReason.TransportError, "poll connection closed prematurely");
        }
    }

    private async Task<WebSocketTransport?> OpenWebSocketAsync(EngineRequest request)
    {
        if (!IsAccepting)
        {
            await RefuseForGoodAsync(request);
            return null;
        }

        if (await TryRefuseHandshakeAsync(request))
        {
            return null;
        }

        // Before the protocols are switched, while a refusal can still be put into words.
        using var id = await _ids.CreateAsync(request.Http);
        if (id.Error is { } error)
        {
            await RefuseAsync(request, error);
            return null;
        }

        using var seat = await TrySeatAsync(request);
        if (seat is null || await AcceptAsync(request, isGreeted: true) is not { } connection)
        {
            return null;
        }

        WebSocketTransport? transport = null;
        try
        {
            if (request.Transport != EngineTransports.WebSocket)
            {
                await connection.TryWriteCloseAsync(null);
                return null;
            }

            var session = OpenSession(request, EngineTransports.WebSocket, id, seat);
            await session.Outbound.AcquireAsync();
            return transport = new WebSocketTransport(request.Http, connection, session, request.PrefersBase64);
        }
        catch
        {
            // The client has its WebSocket, if only to see it end.
            await connection.TryFlushAsync();
            throw;
        }
        finally
        {
            // Otherwise it is the transport's.
            if (transport is null)
            {
                connection.Dispose();
            }
        }
    }

    // By a server that is about to stop. No error of the client's, so nobody is notified of one.
    private Task RefuseForGoodAsync(EngineRequest request)
    {
        Metrics.Refused(EngineError.ServerClosing.Type);
        return EngineResponses.RefuseAsync(request, EngineError.ServerClosing);
    }

    /// <returns><see langword="null"/> when no more sessions may be opened, and the client was told.</returns>
    private async ValueTask<SessionSeat?> TrySeatAsync(EngineRequest request)
    {
        if (_admission.TryEnter(request.Http.Connection.RemoteIpAddress, out var seat) is { } limit)
        {
            await RefuseAsync(request, EngineError.At(limit));
        }

        return seat;
    }

    private EngineSession OpenSession(EngineRequest request, string transport, NewSessionId id, SessionSeat seat)
    {
        var handshake = new EngineHandshake(request.Http, request.Protocol, Time.GetUtcNow());
        var session = new EngineSession(id.Value, this, handshake, transport, seat);
        if (transport == EngineTransports.WebSocket)
        {
            foreach (var packet in FirstPacketsFor(session))
            {
                session.TrySend(packet);
            }
        }

        session.CountIn();

        // The layer above knows the session before anybody can find it.
        Handler.OnOpen(session);
        NotifyOfSession(session);
        Sessions.Add(session);
        seat.Take();
        if (session.IsClosed)
        {
            // By the layer above, before there was anything to remove.
            Sessions.Remove(session);
        }

        if (Logs.Sessions.IsEnabled(LogLevel.Debug))
        {
            Log.Opened(Logs.Sessions, session.LogId, transport, handshake.RemoteAddress);
        }

        if (Volatile.Read(ref _isClosing) == 1)
        {
            // The server began to close after the request was let in, and may have looked for sessions already.
            session.Abort();
        }

        return session;
    }

    private FrameGroup[] FirstPacketsFor(EngineSession session) => Options.InitialPacket is { } initial
        ? [OpenPacketFor(session), initial.ToFrameGroup()]
        : [OpenPacketFor(session)];

    private FrameGroup OpenPacketFor(EngineSession session)
    {
        var mayUpgrade = Options.AllowUpgrades && session.Transport == EngineTransports.Polling && Options.Transports.Contains(EngineTransports.WebSocket);
        string[] upgrades = mayUpgrade ? [EngineTransports.WebSocket] : [];
        var packet = new OpenPacket(session.Id, upgrades, Options.PingInterval, Options.PingTimeout, Options.MaxHttpBufferSize);
        return FrameGroup.FromText(packet.Encode());
    }
}
