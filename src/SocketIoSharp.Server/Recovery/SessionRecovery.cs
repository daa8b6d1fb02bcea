using System.Collections.Concurrent;
using System.Text.Json;
using SocketIoSharp.Adapters;
using SocketIoSharp.Diagnostics;

namespace SocketIoSharp.Recovery;

/// <summary>Brings the clients of one namespace back to the sockets that they have lost. There is none when recovery is off.</summary>
internal sealed partial class SessionRecovery(Namespace @namespace, ConnectionStateRecovery options)
{
    // A client can be back before the handlers of its lost socket have ended. Longer than this it does not wait for them.
    private static readonly TimeSpan DeparturePatience = TimeSpan.FromSeconds(5);

    private static readonly string[] Reasons =
    [
        DisconnectReason.TransportClose.Name, DisconnectReason.TransportError.Name, DisconnectReason.PingTimeout.Name,
        DisconnectReason.ForcedClose.Name, DisconnectReason.ServerShuttingDown.Name,
    ];

    private static readonly DisconnectReason Superseded = new(DisconnectReason.TransportClose.Name, "the client has come back");

    private readonly ConcurrentDictionary<string, Stay> _stays = new(StringComparer.Ordinal);

    public bool SkipMiddlewares => options.SkipMiddlewares;

    /// <summary>Whether a client can come back after this.</summary>
    public static bool CanRecoverFrom(DisconnectReason reason) => Array.IndexOf(Reasons, reason.Name) >= 0;

    /// <summary>
    /// Gives a socket that is being connected what its client had, if it asks for it and it is there. From now on a client that asks for this
    /// socket waits until it has left.
    /// </summary>
    public async ValueTask<RestoredSession?> EnterAsync(Socket socket)
    {
        var restored = TryRead(socket.Handshake.Auth, "pid", out var privateId) && TryRead(socket.Handshake.Auth, "offset", out var offset)
            ? await RestoreAsync(socket, privateId, offset)
            : null;
        _stays[socket.PrivateId!] = new Stay(socket);
        return restored;
    }

    /// <summary>Takes back a session whose client did not become connected after all.</summary>
    public Task ReturnAsync(RestoredSession restored) => @namespace.Delivery.PersistSessionAsync(restored.Session);

    /// <summary>The socket is saved, or what it had was given back, or it will never be: nobody needs to wait for it. Without effect the second time.</summary>
    public void Leave(Socket socket)
    {
        if (_stays.TryGetValue(socket.PrivateId!, out var stay) && stay.Socket == socket && _stays.TryRemove(KeyValuePair.Create(socket.PrivateId!, stay)))
        {
            stay.End();
        }
    }

    /// <summary>Saves a socket whose handlers have ended.</summary>
    public async Task SaveAsync(Socket socket)
    {
        await @namespace.Delivery.PersistSessionAsync(new SavedSession(socket.Id, socket.PrivateId!, socket.Rooms, socket.Data));
        Leave(socket);
    }

    private async ValueTask<RestoredSession?> RestoreAsync(Socket socket, string privateId, string offset)
    {
        if (_stays.TryGetValue(privateId, out var former))
        {
            await PartAsync(former, socket);
        }

        // An adapter that keeps what connected sockets have would give it to a second client.
        var restored = former is { Left.IsCompleted: false } ? null : await @namespace.Delivery.RestoreSessionAsync(privateId, offset);
        if (restored is null)
        {
            @namespace.Server.Metrics.RecoveryEnded(ServerMetrics.NotFound);
            Log.NotRestored(@namespace.Server.Logs.Recovery, @namespace.Name, socket.Id);
            return null;
        }

        if (IsTooMuch(restored))
        {
            // The client would be closed as too slow, come back and ask for the same again.
            restored.Late?.Dispose();
            @namespace.Server.Metrics.RecoveryEnded(ServerMetrics.TooFarBehind);
            Log.TooMuch(@namespace.Server.Logs.Recovery, @namespace.Name, restored.MissedPackets.Count);
            return null;
        }

        socket.Restore(restored.Session);
        @namespace.Server.Metrics.RecoveryEnded(ServerMetrics.Recovered);
        Log.Restored(@namespace.Server.Logs.Recovery, socket.Id, @namespace.Name, restored.MissedPackets.Count);
        return restored;
    }

    // A polling client that was cut between two requests is back before the server has missed it. One that listens is somebody: it is left alone.
    private async Task PartAsync(Stay former, Socket socket)
    {
        if (!former.Socket.IsDisconnected && !former.Socket.Session.IsListening)
        {
            Log.Superseded(@namespace.Server.Logs.Recovery, former.Socket.Id, @namespace.Name);
            former.Socket.Connection.Abandon(Superseded);
        }

        if (former.Socket.IsDisconnected)
        {
            await Task.WhenAny(former.Left, Task.Delay(DeparturePatience, @namespace.Server.Time, socket.Aborted));
        }
    }

    private bool IsTooMuch(RestoredSession restored) =>
        restored.IsTooMuch
        || restored.MissedPackets.Count > @namespace.Server.Options.Engine.MaxBufferedPackets
        || restored.MissedPackets.Sum(packet => (long)packet.FramesFor(@namespace, BroadcastTarget.Everyone).ByteCount) > @namespace.Server.Options.Engine.MaxBufferedBytes;

    private static bool TryRead(JsonElement auth, string name, out string value)
    {
        value = auth.ValueKind is JsonValueKind.Object && auth.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String
            ? ReadText(member)
            : string.Empty;
        return value.Length > 0;
    }

    // Half of a surrogate pair cannot be read, and no secret holds one.
    private static string ReadText(JsonElement member)
    {
        try
        {
            return member.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return string.Empty;
        }
    }
}
