using SocketIoSharp.EngineIo;
using SocketIoSharp.Limits;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Connections;

/// <summary>Joins the two layers: sessions below, connections above.</summary>
internal sealed partial class ConnectionHandler(SocketIoServer server) : IEngineHandler
{
    public void OnOpen(EngineSession session)
    {
        var connection = new Connection(session, server);
        session.Tag = connection;
        connection.Revision.Start(connection);
    }

    public ValueTask OnMessageAsync(EngineSession session, ReadOnlyMemory<byte> message, bool isBinary) =>
        ReceiveAsync(session, message, isBinary, isOwned: false);

    public ValueTask OnOwnedMessageAsync(EngineSession session, ReadOnlyMemory<byte> message) => ReceiveAsync(session, message, isBinary: true, isOwned: true);

    public void OnClose(EngineSession session, string reason, string? description) =>
        ConnectionOf(session).CloseSockets(new DisconnectReason(reason, description));

    public void OnDeadline(EngineSession session) => ConnectionOf(session).CheckDeadlines();

    private static Connection ConnectionOf(EngineSession session) => (Connection)session.Tag!;

    private ValueTask ReceiveAsync(EngineSession session, ReadOnlyMemory<byte> message, bool isBinary, bool isOwned)
    {
        var connection = ConnectionOf(session);
        if (isBinary && !connection.TryAddAttachment(message.Length))
        {
            connection.Report(ServerLimit.AttachmentBytes);
            connection.Close(new DisconnectReason(DisconnectReason.ForcedClose.Name, "attachments too large"));
            return ValueTask.CompletedTask;
        }

        switch (Decode(connection, message, isBinary, isOwned, out var packet, out var reason, out var exception))
        {
            case DecodeStatus.Complete:
                connection.NoteRead(isComplete: true);
                return TakeAsync(connection, packet);
            case DecodeStatus.Incomplete when packet.Namespace is not null && !PacketRouter.IsExpected(connection, packet):
                connection.Decoder.Reset();
                connection.NoteRead(isComplete: true);
                return PacketRouter.RouteAsync(connection, packet);
            case DecodeStatus.Incomplete:
                connection.NoteRead(isComplete: false);
                break;
            case DecodeStatus.Failed:
                ReportRefusal(connection, reason, exception);
                connection.ReportError(reason ?? "invalid payload", exception);
                connection.Close(new DisconnectReason(DisconnectReason.ForcedClose.Name, reason));
                break;
        }

        return ValueTask.CompletedTask;
    }

    private void ReportRefusal(Connection connection, string? reason, Exception? exception)
    {
        if (reason == PacketDecoder.TooDeep)
        {
            connection.Report(ServerLimit.Depth);
        }
        else
        {
            Log.Malformed(server.Logs.Connections, connection.Session.Handshake.RemoteAddress, reason, exception);
        }
    }

    private static ValueTask TakeAsync(Connection connection, in Packet packet)
    {
        if (!connection.TryBeginTaking(packet.Type))
        {
            return ValueTask.CompletedTask;
        }

        try
        {
            return PacketRouter.RouteAsync(connection, packet);
        }
        finally
        {
            connection.EndTaking();
        }
    }

    private static DecodeStatus Decode(
        Connection connection, ReadOnlyMemory<byte> message, bool isBinary, bool isOwned, out Packet packet, out string? reason, out Exception? exception)
    {
        exception = null;
        try
        {
            var status = isOwned
                ? connection.Decoder.DecodeOwned(message, out packet, out reason)
                : connection.Decoder.Decode(message, isBinary, out packet, out reason);
            if (status is DecodeStatus.Complete && (packet.Namespace is null || packet.Attachments is null))
            {
                reason = "the decoder has returned no packet";
                return DecodeStatus.Failed;
            }

            return status;
        }
        catch (Exception thrown)
        {
            // No decoder should throw. One that does has met something malformed.
            packet = default;
            exception = thrown;
            reason = thrown.Message;
            return DecodeStatus.Failed;
        }
    }
}
