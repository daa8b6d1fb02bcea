using System.Collections.Concurrent;
using SocketIoSharp.Adapters;
using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Recovery;

namespace SocketIoSharp;

public sealed partial class Socket
{
    private bool _isAdmitted;
    private bool _isRecoverable;
    private bool _isOver;

    /// <summary>
    /// Whether the client has come back to what it had, within <see cref="SocketIoOptions.ConnectionStateRecovery"/>: the id, the rooms and
    /// <see cref="Data"/> are those of the lost socket, and missed events were sent. Handlers are to be registered as ever.
    /// </summary>
    public bool Recovered { get; private set; }

    // What is emitted while middlewares run goes straight to the client. What is emitted to a lost socket waits for its client.
    private bool IsStored => Namespace.Recovery is not null && System.Threading.Volatile.Read(ref _isAdmitted) && !_isOver;

    internal void Restore(SavedSession session)
    {
        Id = session.Id;
        PrivateId = session.PrivateId;
        _data = session.Data as ConcurrentDictionary<string, object?> ?? new ConcurrentDictionary<string, object?>(session.Data, StringComparer.Ordinal);
        Recovered = true;
        foreach (var room in session.Rooms)
        {
            JoinOrReport(room);
        }
    }

    /// <summary>The client was told that it is connected.</summary>
    internal void OnAdmitted()
    {
        System.Threading.Volatile.Write(ref _isAdmitted, true);
        Membership.Open();
    }

    private Task SendStoredAsync(PayloadWriter writer, bool compress)
    {
        var (json, attachments) = writer.Complete();
        var delivered = Namespace.BroadcastAsync(BroadcastTarget.Everyone with { Rooms = [Id], Compress = compress }, json, attachments);
        return delivered.IsCompleted ? Connection.Session.WaitForReliefAsync() : WaitForDeliveryAsync(delivered);
    }

    // With a log elsewhere it takes a moment: who awaits the event can disconnect the socket behind it.
    private async Task WaitForDeliveryAsync(Task delivered)
    {
        await delivered;
        await Connection.Session.WaitForReliefAsync();
    }

    private void DecideOnRecovery(DisconnectReason reason)
    {
        if (Namespace.Recovery is not null && SessionRecovery.CanRecoverFrom(reason))
        {
            _isRecoverable = true;
        }
        else
        {
            _isOver = true;
            Namespace.Adapter.Discard(this);
            Namespace.Recovery?.Leave(this);
        }
    }

    private Task SaveIfRecoverableAsync() => _isRecoverable ? Namespace.Recovery!.SaveAsync(this) : Task.CompletedTask;
}
