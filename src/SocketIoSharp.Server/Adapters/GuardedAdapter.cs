using Microsoft.Extensions.Logging;
using SocketIoSharp.Diagnostics;

namespace SocketIoSharp.Adapters;

/// <summary>Calls an adapter and lets no fault of it out: it is logged, and this node's sockets get what they are owed.</summary>
internal sealed partial class GuardedAdapter(Adapter adapter, ILogger logger)
{
    // The one of this library cannot fail, so its broadcasts need no guard and their memory no copy.
    private readonly bool _isPlain = adapter.GetType() == typeof(Adapter);

    private int _isClosed;

    public Task BroadcastAsync(BroadcastTarget target, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        if (_isPlain)
        {
            adapter.Deliver(target, json, attachments);
            return Task.CompletedTask;
        }

        // Framed outside of the guard: what the parser cannot encode is the caller's fault, not the adapter's.
        return BroadcastGuardedAsync(target, OutgoingPacket.Frame(adapter.Namespace, json, attachments));
    }

    public Task BroadcastWithAckAsync(BroadcastTarget target, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, AnswerCollector answers)
    {
        var packet = OutgoingPacket.Frame(adapter.Namespace, json, attachments);
        return GuardAsync(
            nameof(Adapter.BroadcastWithAckAsync),
            () => adapter.BroadcastWithAckAsync(target, packet, answers),
            () => Undelivered(packet, () => adapter.AskLocal(target, packet, answers)));
    }

    public Task AddSocketsAsync(BroadcastTarget target, string[] rooms) =>
        GuardAsync(nameof(Adapter.AddSocketsAsync), () => adapter.AddSocketsAsync(target, rooms), () => adapter.AddLocal(target, rooms));

    public Task DelSocketsAsync(BroadcastTarget target, string[] rooms) =>
        GuardAsync(nameof(Adapter.DelSocketsAsync), () => adapter.DelSocketsAsync(target, rooms), () => adapter.DelLocal(target, rooms));

    public Task DisconnectSocketsAsync(BroadcastTarget target, bool close) =>
        GuardAsync(nameof(Adapter.DisconnectSocketsAsync), () => adapter.DisconnectSocketsAsync(target, close), () => adapter.DisconnectLocal(target, close));

    public Task ServerSideEmitAsync(OutgoingPacket packet) => GuardAsync(nameof(Adapter.ServerSideEmitAsync), () => adapter.ServerSideEmitAsync(packet));

    public Task ServerSideEmitWithAckAsync(OutgoingPacket packet, AnswerCollector answers) =>
        GuardAsync(nameof(Adapter.ServerSideEmitWithAckAsync), () => adapter.ServerSideEmitWithAckAsync(packet, answers), () => answers.AddReceivers(0));

    /// <returns>1 when the adapter does not know: then this node is the only one that is waited for.</returns>
    public async Task<int> ServerCountAsync()
    {
        try
        {
            return await adapter.ServerCountAsync();
        }
        catch (Exception exception)
        {
            Report(nameof(Adapter.ServerCountAsync), exception);
            return 1;
        }
    }

    public Task PersistSessionAsync(SavedSession session) => GuardAsync(nameof(Adapter.PersistSessionAsync), () => adapter.PersistSessionAsync(session));

    public async Task<RestoredSession?> RestoreSessionAsync(string privateId, string offset)
    {
        try
        {
            return await adapter.RestoreSessionAsync(privateId, offset);
        }
        catch (Exception exception)
        {
            Report(nameof(Adapter.RestoreSessionAsync), exception);
            return null;
        }
    }

    public Task InitAsync() => GuardAsync(nameof(Adapter.InitAsync), adapter.InitAsync);

    public Task CloseAsync() =>
        Interlocked.Exchange(ref _isClosed, 1) == 0 ? GuardAsync(nameof(Adapter.CloseAsync), adapter.CloseAsync) : Task.CompletedTask;

    private Task BroadcastGuardedAsync(BroadcastTarget target, OutgoingPacket packet) => GuardAsync(
        nameof(Adapter.BroadcastAsync),
        () => adapter.BroadcastAsync(target, packet),
        () => Undelivered(packet, () => adapter.Deliver(target, packet)));

    private void Report(string member, Exception exception)
    {
        adapter.Namespace.Server.Metrics.HandlerFailed(HandlerKind.Adapter);
        Log.Failed(logger, member, adapter.Namespace.Name, exception);
    }

    private static void Undelivered(OutgoingPacket packet, Action deliver)
    {
        if (!packet.IsDelivered)
        {
            deliver();
        }
    }

    private async Task GuardAsync(string member, Func<Task> call, Action? instead = null)
    {
        try
        {
            await call();
        }
        catch (Exception exception)
        {
            Report(member, exception);
            instead?.Invoke();
        }
    }
}
