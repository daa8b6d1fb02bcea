using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using SocketIoSharp.Cluster;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Tests.Classic;

/// <summary>Nodes that die or fall silent, and a Redis that goes, comes back, or stands still.</summary>
internal sealed class ClassicFaultTests : ClassicFixture
{
    [Test]
    public async Task Fetch_ANodeIsSilent_GivesTheOthersAndNamesIt()
    {
        Configure = options => options.RequestTimeout = TimeSpan.FromSeconds(1);
        await StartNodesAsync(2);
        var (client, _) = await ConnectAsync(1);
        await (await PeerAsync()).JoinAsync("SILENT");
        await NodesAsync(3);

        var fetch = () => Server.FetchSocketsAsync().Soon();

        var fault = (await fetch.Should().ThrowAsync<ClusterTimeoutException>()).Which;
        fault.Message.Should().Be("timeout reached: only 1 responses received out of 2; missing: SILENT");
        fault.Sockets.Should().ContainSingle().Which.Id.Should().Be(client.Id);
        fault.MissingNodes.Should().Equal("SILENT");
    }

    [Test]
    public async Task EmitWithAck_ANodeIsSilentAndAClientToo_GivesPartialAnswersAndNamesTheNode()
    {
        await StartNodesAsync(2);
        var (here, _) = await ConnectAsync(0);
        var (there, _) = await ConnectAsync(1);
        await (await PeerAsync()).JoinAsync("SILENT");
        await NodesAsync(3);

        var answers = Server.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("vote").CollectAsync<string>();
        var id = await here.ExpectRequestAsync("""["vote"]""");
        await here.SendAsync($"3{id}[\"yes\"]");
        await there.ExpectRequestAsync("""["vote"]""");

        var collected = await answers.Soon();
        collected.Answers.Should().Equal("yes");
        collected.MissingNodes.Should().Equal("SILENT");
        (collected.IsComplete, collected.SilentNodes).Should().Be((false, 1));
    }

    [Test]
    public async Task ServerSideEmitWithAck_ANodeIsSilent_GivesPartialAnswersAndNamesIt()
    {
        await StartNodesAsync(2);
        Other.OnServerSideEvent("question", (_, ack) => ack.SendAsync("yes"));
        await (await PeerAsync()).JoinAsync("SILENT");
        await NodesAsync(3);

        var collected = await Server.ServerSideEmitWithAck("question").CollectAsync<string>().Soon();

        collected.Answers.Should().Equal("yes");
        collected.MissingNodes.Should().Equal("SILENT");
    }

    [Test]
    public async Task Fetch_AnswersWithoutANameLeaveItOpenWhoIsMissing()
    {
        Configure = options => options.RequestTimeout = TimeSpan.FromSeconds(1);
        await StartNodesAsync(1);
        var peer = await PeerAsync();
        await peer.JoinAsync("FIRST1");
        await (await PeerAsync()).JoinAsync("SECOND");
        await NodesAsync(3);

        var fetching = Server.FetchSocketsAsync();
        var request = System.Text.Json.JsonDocument.Parse(await peer.HearAsync("-request#/#")).RootElement;
        await peer.PublishAsync("-response#/#", $$"""{"requestId":"{{request.GetProperty("requestId").GetString()}}","sockets":[]}""");

        var fetch = () => fetching.Soon();
        (await fetch.Should().ThrowAsync<ClusterTimeoutException>()).Which.MissingNodes.Should().BeEmpty("a wrong name is worse than none");
    }

    [Test]
    public async Task ANodeIsKilledWhileItIsAsked_IsNotWaitedForUntilTheEnd()
    {
        Configure = options => options.RequestTimeout = TimeSpan.FromMinutes(5);
        await StartNodesAsync(2);
        var (client, _) = await ConnectAsync(1);
        var killed = await Peer.ConnectAsync(Redis, Key);
        await killed.JoinAsync("KILLED");
        await NodesAsync(3);

        var fetching = Server.FetchSocketsAsync();
        var asking = Server.Timeout(TimeSpan.FromMinutes(5)).EmitWithAck("vote").CollectAsync<string>();
        var id = await client.ExpectRequestAsync("""["vote"]""");
        await client.SendAsync($"3{id}[\"yes\"]");
        await killed.DisposeAsync();

        (await fetching.Soon()).Should().ContainSingle();
        var collected = await asking.Soon();
        collected.Answers.Should().Equal("yes");
    }

    [Test]
    public async Task Redis_IsAwayForTenSeconds_NobodyIsDisconnectedAndAllIsWellAfterwards()
    {
        Redis = await Own(RedisServer.StartAsync());
        await StartNodesAsync(2);
        var (here, _) = await ConnectAsync(0);
        var (there, _) = await ConnectAsync(1);
        (await StateAsync()).Should().Be((HealthStatus.Healthy, "serving"));
        Hosts[0].Log.NamesOf("Broker").Should().BeEmpty();
        using var lost = new MetricCollector<long>(Hosts[0].Get<IMeterFactory>(), "SocketIoSharp.Server", "socketio.cluster.messages.lost");

        await Redis.StopAsync();
        await Hosts[0].Log.WaitForAsync("BrokerLost");
        await Hosts[1].Log.WaitForAsync("BrokerLost");
        (await StateAsync()).Should().Be((HealthStatus.Degraded, "isolated"));
        for (var i = 0; i < 10; i++)
        {
            await Server.EmitAsync("alone", i).Soon();
            await here.ExpectAsync($"2[\"alone\",{i}]");
            (await Server.FetchSocketsAsync().Soon()).Should().ContainSingle();
            await Server.SocketsJoinAsync("joined alone").Soon();
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        lost.GetMeasurementSnapshot().Count(entry => entry.Tags["socketio.cluster.message.type"] is "broadcast").Should().Be(10);
        await Redis.StartAgainAsync();
        await Hosts[0].Log.WaitForAsync("BrokerRegained");
        await Hosts[1].Log.WaitForAsync("BrokerRegained");
        await NodesAsync(2);
        await Server.EmitAsync("together");
        await Server.To("joined alone").EmitAsync("here");

        await there.ExpectAsync("""2["together"]""");
        await here.ExpectAsync("""2["together"]""", """2["here"]""");
        (await Server.FetchSocketsAsync().Soon()).Should().HaveCount(2);
        (await StateAsync()).Should().Be((HealthStatus.Healthy, "serving"));
        foreach (var host in Hosts)
        {
            host.Log.NamesOf("Broker").Should().Equal("BrokerLost", "BrokerRegained");
            host.Log.Entries.Should().NotContain(entry => entry.Id.Name == "SocketDisconnected");
        }
    }

    [Test]
    public async Task ANamespaceIsGoneBeforeRedisIsThere_NobodyListensForIt()
    {
        Redis = await Own(RedisServer.StartAsync());
        await Redis.StopAsync();
        await StartNodeAsync(configure: options => options.CleanupEmptyChildNamespaces = true);
        var parent = Server.Of(new Regex("^/passing$"));
        var client = await Own(SocketWire.OpenAsync(Hosts[0].Url));
        await client.ConnectAsync("/passing");
        await client.SendAsync("1/passing,");
        await Patience.UntilAsync(() => parent.Children.Count == 0);

        await Redis.StartAgainAsync();
        _ = Server.Of("/kept");

        var redis = Own(await ConnectionMultiplexer.ConnectAsync(Redis.Configuration));
        await Patience.UntilAsync(async () => (await ChannelsAsync()).Contains("-request#/kept#"));
        (await ChannelsAsync()).Should().NotContain("/passing#");

        async Task<string> ChannelsAsync() => string.Join(' ', await redis.GetServers()[0].SubscriptionChannelsAsync(RedisChannel.Pattern("*")));
    }

    [Test]
    public async Task Redis_StandsStillForThreeSeconds_LocalDeliveryGoesOnAndTheRestComesInOrder()
    {
        Redis = await Own(RedisServer.StartAsync());
        await StartNodesAsync(2);
        var (here, _) = await ConnectAsync(0);
        var (there, _) = await ConnectAsync(1);

        await Redis.PauseAsync();
        for (var i = 0; i < 100; i++)
        {
            _ = Server.EmitAsync("n", i);
            await here.ExpectAsync($"2[\"n\",{i}]");
        }

        await Task.Delay(TimeSpan.FromSeconds(3));
        await Redis.ResumeAsync();

        await there.ExpectAsync([.. Enumerable.Range(0, 100).Select(i => $"2[\"n\",{i}]")]);
        Hosts[0].Log.Entries.Should().NotContain(entry => entry.Id.Name == "BrokerLost");
    }

    [Test]
    public async Task Redis_IsNotThereAtTheStart_NodesServeAndFindEachOtherLater()
    {
        Redis = await Own(RedisServer.StartAsync());
        await Redis.StopAsync();
        await StartNodeAsync();
        await StartNodeAsync();
        var (here, _) = await ConnectAsync(0);
        var (there, _) = await ConnectAsync(1);
        await Hosts[0].Log.WaitForAsync("BrokerLost");
        await Server.EmitAsync("alone").Soon();
        await here.ExpectAsync("""2["alone"]""");

        await Redis.StartAgainAsync();
        await Hosts[0].Log.WaitForAsync("BrokerRegained");
        await NodesAsync(2);
        await Server.EmitAsync("together");

        await there.ExpectAsync("""2["together"]""");
    }

    [Test]
    public async Task Connection_OfTheApplication_ServesSeveralServersAndOutlivesThem()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(Redis.Configuration);
        for (var i = 0; i < 2; i++)
        {
            await StartNodeAsync(builder => builder.UseRedis(redis, options => options.Key = Key));
        }

        // Redis counts one connection; the names tell that there are two nodes.
        await NodesAsync(2);
        var (client, _) = await ConnectAsync(1);
        await Server.EmitAsync("hello");
        await client.ExpectAsync("""2["hello"]""");

        await Hosts[0].App.StopAsync();
        await NodesAsync(Other.Sockets, 1);
        redis.IsConnected.Should().BeTrue();
        await Other.EmitAsync("still there");
        await client.ExpectAsync("""2["still there"]""");
    }

    [Test]
    public async Task ManyNumberedBroadcasts_UnderLoad_ArriveInOrder()
    {
        const int count = 20_000;
        await StartNodesAsync(2);
        var (there, _) = await ConnectAsync(1);
        var received = Task.Run(async () =>
        {
            for (var i = 0; i < count; i++)
            {
                await there.ExpectAsync($"2[\"n\",{i}]");
            }
        });

        for (var i = 0; i < count; i++)
        {
            var sent = Server.EmitAsync("n", i);
            if (i % 500 == 0)
            {
                await sent;
            }
        }

        await received.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Test]
    public async Task Broadcasts_AndRequests_OneAfterTheOther_HappenInOrder()
    {
        await StartNodesAsync(2);
        for (var round = 0; round < 30; round++)
        {
            var (there, _) = await ConnectAsync(1);

            // By two channels of Redis, and nothing is awaited.
            _ = Server.SocketsJoinAsync("a");
            _ = Server.To("a").EmitAsync("in");
            _ = Server.SocketsLeaveAsync("a");
            _ = Server.To("a").EmitAsync("out");
            _ = Server.EmitAsync("bye", new byte[1000]);
            _ = Server.DisconnectSocketsAsync(close: true);

            await there.ExpectAsync("""2["in"]""", """51-["bye",{"_placeholder":true,"num":0}]""");
            (await there.ReceiveAsync()).Should().StartWith("b");
            await there.ExpectAsync("1");
        }
    }

    private async Task<(HealthStatus Status, object State)> StateAsync()
    {
        var report = await Hosts[0].Get<HealthCheckService>().CheckHealthAsync();
        return (report.Status, report.Entries["socketio"].Data["state"]);
    }
}
