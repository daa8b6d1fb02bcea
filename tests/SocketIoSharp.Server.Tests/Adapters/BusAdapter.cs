using System.Text;
using System.Text.Json;
using SocketIoSharp.Adapters;

namespace SocketIoSharp.Server.Tests.Adapters;

/// <summary>An adapter as somebody would write it, over a bus within the process. What crosses the bus is bytes: nodes share no objects.</summary>
internal sealed class BusAdapter(Namespace @namespace, Bus bus) : Adapter(@namespace)
{
    public bool IsClosed { get; private set; }

    public override Task InitAsync()
    {
        bus.Join(this);
        return Task.CompletedTask;
    }

    public override Task CloseAsync()
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    public override Task<int> ServerCountAsync() => Task.FromResult(1 + bus.OthersOf(this).Count);

    public override async Task BroadcastAsync(BroadcastTarget target, OutgoingPacket packet)
    {
        if (!target.IsLocal)
        {
            await Task.Yield();
            foreach (var other in bus.OthersOf(this))
            {
                await other.OnBroadcastAsync(target, Copy(packet));
            }
        }

        await base.BroadcastAsync(target, packet);
    }

    public override async Task BroadcastWithAckAsync(BroadcastTarget target, OutgoingPacket packet, AnswerCollector answers)
    {
        if (!target.IsLocal)
        {
            foreach (var other in bus.OthersOf(this))
            {
                await other.OnBroadcastWithAckAsync(target, Copy(packet), new Relay(answers));
            }
        }
        else
        {
            bus.OthersOf(this).ToList().ForEach(_ => answers.AddReceivers(0));
        }

        await base.BroadcastWithAckAsync(target, packet, answers);
    }

    public override async Task<IReadOnlyList<RemoteSocket>> FetchSocketsAsync(BroadcastTarget target)
    {
        var sockets = new List<RemoteSocket>(await base.FetchSocketsAsync(target));
        foreach (var other in target.IsLocal ? [] : bus.OthersOf(this))
        {
            using var description = JsonDocument.Parse(await other.OnFetchAsync(target));
            sockets.AddRange(description.RootElement.EnumerateArray().Select(socket => new RemoteSocket(this, socket)));
        }

        return sockets;
    }

    public override Task AddSocketsAsync(BroadcastTarget target, IReadOnlyList<string> rooms) =>
        EverywhereAsync(target, adapter => adapter.OnAddAsync(target, rooms));

    public override Task DelSocketsAsync(BroadcastTarget target, IReadOnlyList<string> rooms) =>
        EverywhereAsync(target, adapter => adapter.OnDelAsync(target, rooms));

    public override Task DisconnectSocketsAsync(BroadcastTarget target, bool close) =>
        EverywhereAsync(target, adapter => adapter.OnDisconnectAsync(target, close));

    public override Task ServerSideEmitAsync(OutgoingPacket packet)
    {
        foreach (var other in bus.OthersOf(this))
        {
            other.OnServerSideEmit(Copy(packet));
        }

        return Task.CompletedTask;
    }

    public override Task ServerSideEmitWithAckAsync(OutgoingPacket packet, AnswerCollector answers)
    {
        var others = bus.OthersOf(this);
        answers.AddReceivers(others.Count);
        foreach (var other in others)
        {
            other.OnServerSideEmit(Copy(packet), new Relay(answers));
        }

        return Task.CompletedTask;
    }

    private static OutgoingPacket Copy(OutgoingPacket packet) =>
        new(packet.Json.ToArray(), [.. packet.Attachments.Select(attachment => (ReadOnlyMemory<byte>)attachment.ToArray())]);

    private Task OnBroadcastAsync(BroadcastTarget target, OutgoingPacket packet) => base.BroadcastAsync(target, packet);

    private Task OnBroadcastWithAckAsync(BroadcastTarget target, OutgoingPacket packet, AnswerCollector answers) => base.BroadcastWithAckAsync(target, packet, answers);

    private Task OnAddAsync(BroadcastTarget target, IReadOnlyList<string> rooms) => base.AddSocketsAsync(target, rooms);

    private Task OnDelAsync(BroadcastTarget target, IReadOnlyList<string> rooms) => base.DelSocketsAsync(target, rooms);

    private Task OnDisconnectAsync(BroadcastTarget target, bool close) => base.DisconnectSocketsAsync(target, close);

    private async Task<string> OnFetchAsync(BroadcastTarget target)
    {
        var output = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartArray();
            foreach (var socket in await base.FetchSocketsAsync(target))
            {
                socket.WriteTo(writer);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private async Task EverywhereAsync(BroadcastTarget target, Func<BusAdapter, Task> run)
    {
        foreach (var adapter in target.IsLocal ? [] : bus.OthersOf(this))
        {
            await run(adapter);
        }

        await run(this);
    }

    /// <summary>Brings what another node reports back as bytes.</summary>
    private sealed class Relay(AnswerCollector answers) : AnswerCollector
    {
        public override void AddReceivers(int count) => answers.AddReceivers(count);

        public override void AddAnswer(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments) =>
            answers.AddAnswer(json.ToArray(), [.. attachments.Select(attachment => (ReadOnlyMemory<byte>)attachment.ToArray())]);
    }
}
