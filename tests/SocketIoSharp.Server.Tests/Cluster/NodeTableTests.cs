using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>How nodes come to know each other, and forget.</summary>
internal sealed class NodeTableTests : ClusterFixture
{
    [Test]
    public async Task Heartbeats_QuietNodes_StayKnown()
    {
        await StartBothAsync();

        for (var i = 0; i < 60; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            await NodesAsync(2);
        }
    }

    [Test]
    public async Task Node_DiesWithoutAWord_IsForgottenAfterTheTimeout()
    {
        await StartBothAsync();
        var (client, _) = await ConnectAsync();

        // Behind everything that it has said before.
        await Other.EmitAsync("last words");
        await client.ExpectAsync("""2["last words"]""");
        OtherAdapter.Die();
        Time.Advance(TimeSpan.FromSeconds(10));
        (await Adapter.ServerCountAsync()).Should().Be(2);

        Time.Advance(TimeSpan.FromSeconds(1));

        (await Adapter.ServerCountAsync()).Should().Be(1);
        await Host.Log.WaitForAsync("NodeSilent");
    }

    [Test]
    public async Task Node_Leaves_IsForgottenAtOnce()
    {
        await StartBothAsync();

        await Other.CloseAsync();

        await Patience.UntilAsync(() => Adapter.ServerCountAsync().Result == 1);
    }

    [Test]
    public async Task Emitter_IsNoNode()
    {
        await StartBothAsync();
        var (client, _) = await ConnectAsync();
        Bus.Send(new ClusterMessageCodec(1000, 64).WriteMessagePack(new ClusterMessage
        {
            Type = ClusterMessageType.Broadcast,
            NodeId = ClusterMessage.EmitterId,
            Packet = new SocketIoSharp.Adapters.OutgoingPacket("[\"hi\"]"u8.ToArray()),
        }));

        await client.ExpectAsync("""2["hi"]""");
        (await Adapter.ServerCountAsync()).Should().Be(2);
    }
}
