using SocketIoSharp.Acks;
using SocketIoSharp.Adapters;
using SocketIoSharp.Broadcasting;
using SocketIoSharp.Diagnostics;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp;

public sealed partial class Namespace
{
    internal Task BroadcastAsync(BroadcastTarget target, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments) =>
        Delivery.BroadcastAsync(target, json, attachments);

    internal BroadcastAcks Ask(BroadcastTarget target, PayloadWriter writer)
    {
        var timeout = target.AckTimeout ?? Server.Options.AckTimeout;
        Server.Metrics.BroadcastSent();
        var acks = new BroadcastAcks(Server, timeout);
        var (json, attachments) = writer.Complete();
        using var activity = Tracing.StartBroadcast(Name, target, json.Span);
        _ = Delivery.BroadcastWithAckAsync(target with { AckTimeout = timeout }, json, attachments, acks);
        acks.Start();
        _ = CountNodesAsync(acks, target.IsLocal);
        return acks;
    }

    Task IBroadcastScope.BroadcastAsync(BroadcastTarget target, PayloadWriter writer)
    {
        Server.Metrics.BroadcastSent();
        var (json, attachments) = writer.Complete();
        return Tracing.IsOn ? BroadcastTracedAsync(target, json, attachments) : BroadcastAsync(target, json, attachments);
    }

    BroadcastAckRequest IBroadcastScope.BroadcastWithAck(BroadcastTarget target, PayloadWriter writer) => new(Ask(target, writer));

    Task<IReadOnlyList<RemoteSocket>> IBroadcastScope.FetchSocketsAsync(BroadcastTarget target) => Adapter.FetchSocketsAsync(target);

    Task IBroadcastScope.JoinAsync(BroadcastTarget target, string[] rooms) => Delivery.AddSocketsAsync(target, rooms);

    Task IBroadcastScope.LeaveAsync(BroadcastTarget target, string[] rooms) => Delivery.DelSocketsAsync(target, rooms);

    Task IBroadcastScope.DisconnectAsync(BroadcastTarget target, bool close) => Delivery.DisconnectSocketsAsync(target, close);

    // On this thread up to where the adapter waits, by when it has its own copy of what it was given.
    private async Task BroadcastTracedAsync(BroadcastTarget target, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        using var activity = Tracing.StartBroadcast(Name, target, json.Span);
        await BroadcastAsync(target, json, attachments);
    }

    private async Task CountNodesAsync(BroadcastAcks acks, bool isLocal) => acks.ExpectNodes(isLocal ? 1 : await Delivery.ServerCountAsync());
}
