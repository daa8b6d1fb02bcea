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

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _departures = new(StringComparer.Ordinal);

    public bool SkipMiddlewares => options.SkipMiddlewares;

    /// <summary>Whether a client can come back after this.</summary>
    public static bool CanRecoverFrom(DisconnectReason reason) => Array.IndexOf(Reasons, reason.Name) >= 0;

    /// <summary>Gives a socket that is being connected what its client had, if it asks for it and it is there.</summary>
    public ValueTask<RestoredSession?> TryRestoreAsync(Socket socket) =>
        TryRead(socket.Handshake.Auth, "pid", out var privateId) && TryRead(socket.Handshake.Auth, "offset", out var offset)
            ? RestoreAsync(socket, privateId, offset)
            : new ValueTask<RestoredSession?>((RestoredSession?)null);

    /// <summary>Takes back a session whose client did not become connected after all.</summary>
    public Task ReturnAsync(RestoredSession restored) => @namespace.Delivery.PersistSessionAsync(restored.Session);

    /// <summary>Says that a socket is going to be saved as soon as its handlers have ended.</summary>
    public void Announce(Socket socket) =>
        _departures[socket.PrivateId!] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Saves a socket that was announced.</summary>
    public async Task SaveAsync(Socket socket)
    {
        await @namespace.Delivery.PersistSessionAsync(new SavedSession(socket.Id, socket.PrivateId!, socket.Rooms, socket.Data));
        if (_departures.TryRemove(socket.PrivateId!, out var departure))
        {
            departure.SetResult();
        }
    }

    private async ValueTask<RestoredSession?> RestoreAsync(Socket socket, string privateId, string offset)
    {
        if (_departures.TryGetValue(privateId, out var departure))
        {
            await Task.WhenAny(departure.Task, Task.Delay(DeparturePatience, @namespace.Server.Time, socket.Aborted));
        }

        var restored = await @namespace.Delivery.RestoreSessionAsync(privateId, offset);
        if (restored is null)
        {
            @namespace.Server.Metrics.RecoveryEnded(ServerMetrics.NotFound);
            Log.NotRestored(@namespace.Server.Logs.Recovery, @namespace.Name, socket.Id);
            return null;
        }

        if (IsTooMuch(restored))
        {
            // The client would be closed as too slow, come back and ask for the same again.
            @namespace.Server.Metrics.RecoveryEnded(ServerMetrics.TooFarBehind);
            Log.TooMuch(@namespace.Server.Logs.Recovery, @namespace.Name, restored.MissedPackets.Count);
            return null;
        }

        socket.Restore(restored.Session);
        @namespace.Server.Metrics.RecoveryEnded(ServerMetrics.Recovered);
        Log.Restored(@namespace.Server.Logs.Recovery, socket.Id, @namespace.Name, restored.MissedPackets.Count);
        return restored;
    }

    private bool IsTooMuch(RestoredSession restored) =>
        restored.MissedPackets.Count > @namespace.Server.Options.Engine.MaxBufferedPackets
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
