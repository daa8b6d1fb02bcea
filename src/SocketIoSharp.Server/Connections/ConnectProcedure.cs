using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SocketIoSharp.Adapters;
using SocketIoSharp.Diagnostics;
using SocketIoSharp.Limits;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Connections;

/// <summary>From a CONNECT packet to a connected socket: the namespace is found or made, its middlewares run, the client gets its answer.</summary>
internal static partial class ConnectProcedure
{
    private const string InvalidNamespace = "Invalid namespace";

    private static readonly JsonElement NoAuth = JsonDocument.Parse("{}").RootElement.Clone();

    /// <returns>Incomplete while the application is being asked about too many namespaces; nothing more must be read from the client until then.</returns>
    public static ValueTask StartAsync(Connection connection, in Packet packet)
    {
        var server = connection.Server;
        var name = packet.Namespace;
        if (name.Length > server.Options.MaxNamespaceNameLength)
        {
            connection.Report(ServerLimit.NamespaceName);
            Refuse(connection, name, InvalidNamespace);
            return ValueTask.CompletedTask;
        }

        if (connection.NamespaceCount >= server.Options.MaxNamespaces)
        {
            connection.Report(ServerLimit.Namespaces);
            Refuse(connection, name, "Too many namespaces");
            return ValueTask.CompletedTask;
        }

        var auth = packet.Json.IsEmpty ? NoAuth : ParseAuth(packet.Json, server.Options.Json.MaxDepth);
        if (server.Namespaces.TryEnter(name, out var @namespace))
        {
            Join(connection, @namespace, auth);
            return ValueTask.CompletedTask;
        }

        if (!server.Namespaces.IsWorthWaitingFor(name))
        {
            RefuseUnknown(connection, name);
            return ValueTask.CompletedTask;
        }

        connection.Lookups.Begin(name);
        if (!connection.Session.IsOpen)
        {
            // What has closed it may have found no look-ups.
            connection.Lookups.ReleaseReader();
        }

        _ = LookUpAsync(connection, name, auth);
        return connection.Lookups.WaitForRoomAsync();
    }

    private static async Task LookUpAsync(Connection connection, string name, JsonElement auth)
    {
        try
        {
            var @namespace = await FindAsync(connection, name, auth);
            if (@namespace is null)
            {
                RefuseUnknown(connection, name);
            }
            else
            {
                Join(connection, @namespace, auth);
            }
        }
        catch (Exception exception)
        {
            Log.JoinFailed(connection.Server.Logs.Namespaces, name, exception);
            connection.Close(DisconnectReason.ForcedClose);
        }
        finally
        {
            connection.Lookups.End(name);
        }
    }

    private static async ValueTask<Namespace?> FindAsync(Connection connection, string name, JsonElement auth)
    {
        var namespaces = connection.Server.Namespaces;
        if (await namespaces.TryEnterAsync(name) is { } existing)
        {
            return existing;
        }

        // Nothing is made for a client that has gone while the application thought about it.
        var parent = await namespaces.Parents.FindAsync(name, auth, connection.Session.Handshake.RemoteAddress);
        return parent is null || !connection.Session.IsOpen ? null : await namespaces.EnterAsync(name, parent);
    }

    private static void RefuseUnknown(Connection connection, string name)
    {
        var server = connection.Server;
        server.Metrics.ConnectRefused(ServerMetrics.UnknownNamespace);
        if (server.Logs.Namespaces.IsEnabled(LogLevel.Debug))
        {
            Log.UnknownNamespace(server.Logs.Namespaces, name, connection.Session.Handshake.RemoteAddress);
        }

        Refuse(connection, name, InvalidNamespace);
    }

    private static void Refuse(Connection connection, string name, string message)
    {
        var server = connection.Server;
        var payload = ConnectErrorPayload.Write<object?>(message, null, server.Options.Json);
        connection.Session.TrySend(server.Parser.Encode(new Packet(PacketType.ConnectError, name, payload)));
    }

    private static void Join(Connection connection, Namespace @namespace, JsonElement auth)
    {
        var socket = new Socket(connection, @namespace, new Handshake(connection.Session.Handshake, auth, connection.Server.Options.Json));
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
        using var activity = Tracing.StartConnect(socket);
        try
        {
            await JoinAsync(connection, socket, activity);
        }
        catch (Exception exception)
        {
            activity?.Fail(exception.GetType().FullName!);
            Log.JoinFailed(connection.Server.Logs.Namespaces, socket.Namespace.Name, exception);
            connection.Close(DisconnectReason.ForcedClose);
            socket.Namespace.Recovery?.Leave(socket);
        }
    }

    private static async Task JoinAsync(Connection connection, Socket socket, Activity? activity)
    {
        var @namespace = socket.Namespace;
        var restored = @namespace.Recovery is { } recovery ? await recovery.EnterAsync(socket) : null;
        using var late = restored?.Late;
        var isTrusted = restored is not null && @namespace.Recovery!.SkipMiddlewares;
        var refusal = isTrusted ? null : await @namespace.Pipeline.RunAsync(socket);
        var server = connection.Server;
        if (refusal is not null)
        {
            server.Metrics.ConnectRefused(ServerMetrics.Middleware);
            activity?.Fail(ServerMetrics.Middleware);
            LogRefused(connection, @namespace);
            _ = LeaveAsync(socket, restored);
            socket.Close(DisconnectReason.ServerNamespaceDisconnect);
            connection.Session.TrySend(server.Parser.Encode(new Packet(PacketType.ConnectError, @namespace.Name, refusal)));
            return;
        }

        if (!connection.Session.IsOpen || !socket.TryConnect())
        {
            _ = LeaveAsync(socket, restored);
            socket.Close(DisconnectReason.TransportClose);
            return;
        }

        activity?.Connected(socket);

        // CONNECT stands before everything that the application sends to the connected socket.
        connection.HasJoined = true;
        var reply = connection.Revision.ConnectPayload(socket);
        @namespace.Adapter.Admit(socket, server.Parser.Encode(new Packet(PacketType.Connect, @namespace.Name, reply)), restored);
        socket.OnAdmitted();
        socket.Dispatcher.Open(() => @namespace.Pipeline.RunConnectionHandlersAsync(socket));
    }

    private static void LogRefused(Connection connection, Namespace @namespace)
    {
        var logger = connection.Server.Logs.Namespaces;
        if (logger.IsEnabled(LogLevel.Debug))
        {
            Log.Refused(logger, @namespace.Name, connection.Session.Handshake.RemoteAddress);
        }
    }

    // Nobody is connected in its place, so what it had can be asked for again.
    private static async Task LeaveAsync(Socket socket, RestoredSession? restored)
    {
        if (socket.Namespace.Recovery is not { } recovery)
        {
            return;
        }

        if (restored is not null)
        {
            await recovery.ReturnAsync(restored);
        }

        recovery.Leave(socket);
    }
}
