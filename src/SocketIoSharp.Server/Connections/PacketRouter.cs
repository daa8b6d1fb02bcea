using System.Text;
using System.Text.Json;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Connections;

/// <summary>Takes a client's packets where they belong. A packet that breaks the protocol ends the whole connection, as in the reference.</summary>
internal static partial class PacketRouter
{
    private static readonly JsonElement NoAuth = JsonDocument.Parse("{}").RootElement.Clone();

    public static ValueTask RouteAsync(Connection connection, in Packet packet)
    {
        var socket = connection.Find(packet.Namespace);
        switch (packet.Type)
        {
            case PacketType.Connect when socket is null:
                Connect(connection, packet);
                break;
            case PacketType.Event when socket is { Connected: true }:
                return socket.Dispatcher.PostAsync(packet);
            case PacketType.Ack when socket is { Connected: true }:
                CompleteAck(socket, packet);
                break;
            case PacketType.Disconnect when socket is { Connected: true }:
                socket.Close(DisconnectReason.ClientNamespaceDisconnect);
                break;
            default:
                Log.Unexpected(connection.Server.Logger, packet.Type, packet.Namespace, connection.Session.Handshake.RemoteAddress);
                connection.Close(DisconnectReason.ForcedClose);
                break;
        }

        return ValueTask.CompletedTask;
    }

    // Acks never queue behind handlers: a handler may be waiting for one.
    private static void CompleteAck(Socket socket, in Packet packet)
    {
        if (packet.HasAckId && socket.PendingAcks.TryTake(packet.AckId, out var sink))
        {
            sink.OnAnswer(packet.Json.Span, packet.Attachments);
        }
    }

    private static void Connect(Connection connection, in Packet packet)
    {
        var server = connection.Server;
        if (!server.Namespaces.TryFind(packet.Namespace, out var @namespace))
        {
            Log.UnknownNamespace(server.Logger, packet.Namespace, connection.Session.Handshake.RemoteAddress);
            var payload = ConnectErrorPayload.Write<object?>("Invalid namespace", null, server.Options.Json);
            connection.Session.TrySend(server.Parser.Encode(new Packet(PacketType.ConnectError, packet.Namespace, payload)));
            return;
        }

        var auth = packet.Json.IsEmpty ? NoAuth : ParseAuth(packet.Json, server.Options.Json.MaxDepth);
        var socket = new Socket(connection, @namespace, new Handshake(connection.Session.Handshake, auth, server.Options.Json));
        connection.Add(socket);
        _ = JoinGuardedAsync(connection, socket);
    }

    private static JsonElement ParseAuth(ReadOnlyMemory<byte> json, int maxDepth)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth });
        return document.RootElement.Clone();
    }

    private static async Task JoinGuardedAsync(Connection connection, Socket socket)
    {
        try
        {
            await JoinAsync(connection, socket);
        }
        catch (Exception exception)
        {
            Log.JoinFailed(connection.Server.Logger, socket.Namespace.Name, exception);
            connection.Close(DisconnectReason.ForcedClose);
        }
    }

    private static async Task JoinAsync(Connection connection, Socket socket)
    {
        var refusal = await socket.Namespace.Pipeline.RunAsync(socket);
        var server = connection.Server;
        if (refusal is not null)
        {
            Log.Refused(server.Logger, socket.Namespace.Name, connection.Session.Handshake.RemoteAddress);
            socket.Close(DisconnectReason.ServerNamespaceDisconnect);
            connection.Session.TrySend(server.Parser.Encode(new Packet(PacketType.ConnectError, socket.Namespace.Name, refusal)));
            return;
        }

        if (!connection.Session.IsOpen || !socket.TryConnect())
        {
            socket.Close(DisconnectReason.TransportClose);
            return;
        }

        // CONNECT stands before everything that the application sends to the connected socket.
        connection.HasJoined = true;
        var reply = Encoding.UTF8.GetBytes($$"""{"sid":"{{socket.Id}}"}""");
        connection.Session.TrySend(server.Parser.Encode(new Packet(PacketType.Connect, socket.Namespace.Name, reply)));
        socket.Namespace.Add(socket);
        socket.Dispatcher.Open(() => socket.Namespace.Pipeline.RunConnectionHandlersAsync(socket));
    }
}
