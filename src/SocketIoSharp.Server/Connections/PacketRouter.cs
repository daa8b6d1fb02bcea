using Microsoft.Extensions.Logging;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Connections;

/// <summary>Takes a client's packets where they belong. A packet that breaks the protocol ends the whole connection, as in the reference.</summary>
internal static partial class PacketRouter
{
    /// <summary>
    /// Whether a packet whose attachments have not arrived may be for somebody once they have. For a namespace that the client is not even connecting to there is
    /// nobody, and nothing is kept for it.
    /// </summary>
    public static bool IsExpected(Connection connection, in Packet packet) =>
        connection.IsLookingUp(packet.Namespace) || connection.Find(packet.Namespace) is not null;

    public static ValueTask RouteAsync(Connection connection, in Packet packet)
    {
        connection.Server.PacketTrace.Received(packet, connection);

        // In this order: a look-up ends only after its socket has come.
        var isLookedUp = packet.Type is PacketType.Connect && connection.IsLookingUp(packet.Namespace);
        var socket = connection.Find(packet.Namespace);
        switch (packet.Type)
        {
            case PacketType.Connect when socket is null && !isLookedUp:
                return ConnectProcedure.StartAsync(connection, packet);
            case PacketType.Event when socket is { Connected: true }:
                return socket.Gate.TryPass(packet) ? socket.Dispatcher.PostAsync(packet) : ValueTask.CompletedTask;
            case PacketType.Ack when socket is { Connected: true }:
                CompleteAck(socket, packet);
                break;
            case PacketType.Disconnect when socket is { Connected: true }:
                socket.Close(DisconnectReason.ClientNamespaceDisconnect);
                break;
            default:
                LogUnexpected(connection, packet);
                connection.Close(DisconnectReason.ForcedClose);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private static void LogUnexpected(Connection connection, in Packet packet)
    {
        var logger = connection.Server.Logs.Connections;
        if (logger.IsEnabled(LogLevel.Debug))
        {
            Log.Unexpected(logger, packet.Type, packet.Namespace, connection.Session.Handshake.RemoteAddress);
        }
    }

    // Acks never queue behind handlers: a handler may be waiting for one.
    private static void CompleteAck(Socket socket, in Packet packet)
    {
        if (packet.HasAckId)
        {
            socket.CompleteAck(packet.AckId, packet.Json.Span, packet.Attachments);
        }
    }
}
