using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace SocketIoSharp.PostgreSql.Tests;

/// <summary>What becomes of a cluster whose database goes away.</summary>
internal sealed class OutageTests : ClusterFixture
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Database_IsAwayForTenSeconds_NobodyIsDisconnectedAndTheNodesFindEachOtherAgain()
    {
        await StartBothAsync(options => options.MaxReconnectDelay = TimeSpan.FromMilliseconds(500));
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();
        using var lost = new MetricCollector<long>(Host.Get<System.Diagnostics.Metrics.IMeterFactory>(), "SocketIoSharp.Server", "socketio.cluster.messages.lost");
        (await StateAsync()).Should().Be((HealthStatus.Healthy, "serving"));

        var start = Stopwatch.GetTimestamp();
        await Database.StopAsync();
        await Task.WhenAll(Host.Log.WaitForAsync("BrokerLost"), OtherHost.Log.WaitForAsync("BrokerLost"));
        (await StateAsync()).Should().Be((HealthStatus.Degraded, "isolated"));
        var sent = 0;
        while (Stopwatch.GetElapsedTime(start) < Outage)
        {
            await Server.EmitAsync("alone", ++sent).Soon();
            await here.ExpectAsync($"2[\"alone\",{sent}]");
            await Task.Delay(50);
        }

        lost.LastMeasurement!.Tags["socketio.cluster.message.type"].Should().BeOneOf("broadcast", "heartbeat");
        lost.GetMeasurementSnapshot().Count(entry => entry.Tags["socketio.cluster.message.type"] is "broadcast").Should().Be(sent);
        await Database.RestartAsync();
        await Task.WhenAll(Host.Log.WaitForAsync("BrokerRegained"), OtherHost.Log.WaitForAsync("BrokerRegained"));
        await NodesAsync(2);

        await Server.EmitAsync("from here", new byte[] { 1 });
        await Other.EmitAsync("from there");
        foreach (var client in new[] { here, there })
        {
            string[] packets = [await client.ReceiveAsync(), await client.ReceiveAsync(), await client.ReceiveAsync()];
            packets.Should().BeEquivalentTo("""51-["from here",{"_placeholder":true,"num":0}]""", "bAQ==", """2["from there"]""");
        }

        (await StateAsync()).Should().Be((HealthStatus.Healthy, "serving"));
        foreach (var host in new[] { Host, OtherHost })
        {
            host.Log.NamesOf("Broker").Should().Equal("BrokerLost", "BrokerRegained");
        }
    }

    [Test]
    public async Task Connections_AreEndedByTheDatabase_NothingIsLostThatIsSentAfterwards()
    {
        // Nobody says anything by itself, so that nothing is lost that was sent before.
        static void Configure(PostgreSqlOptions options) => (options.HeartbeatInterval, options.HeartbeatTimeout) = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));
        OtherHost = await StartAsync(Configure);
        ConnectionString += ";Application Name=ended";
        Host = await StartAsync(Configure);
        await NodesAsync(2);
        var (there, _) = await ConnectToOtherAsync();
        for (var i = 0; i < 3; i++)
        {
            await Server.EmitAsync("before", i);
            await there.ExpectAsync($"2[\"before\",{i}]");
            var known = Host.Log.Entries.Count(IsRegained);
            await QueryAsync<long>("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'ended'");
            await Patience.UntilAsync(() => Host.Log.Entries.Count(IsRegained) == known + 1, "it to be back");

            await Server.EmitAsync("after", i);

            await there.ExpectAsync($"2[\"after\",{i}]");
        }

        Host.Log.Entries.Should().NotContain(entry => entry.Id.Name == "ClusterMessageLost");

        static bool IsRegained(LogEntry entry) => entry.Id.Name == "BrokerRegained";
    }

    [Test]
    public async Task Connection_ThatListensHangs_IsGivenUpAndMadeAnew()
    {
        await StartBothAsync(options => options.KeepAliveInterval = TimeSpan.FromMilliseconds(300));
        var (there, _) = await ConnectToOtherAsync();
        var pids = new List<int>();
        await using (var command = Source.CreateCommand("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query NOT LIKE '%pg_notify%'"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                pids.Add(reader.GetInt32(0));
            }
        }

        await SignalAsync("-STOP", pids);
        try
        {
            await Task.WhenAll(Host.Log.WaitForAsync("BrokerLost"), OtherHost.Log.WaitForAsync("BrokerLost"));
            await Task.WhenAll(Host.Log.WaitForAsync("BrokerRegained"), OtherHost.Log.WaitForAsync("BrokerRegained"));
            await Server.EmitAsync("after");
            await there.ExpectAsync("""2["after"]""");
        }
        finally
        {
            await SignalAsync("-CONT", pids);
        }
    }

    [Test]
    public async Task Database_IsNotThereAtTheStart_ClientsAreServedAndTheNodesMeetLater()
    {
        await Database.StopAsync();
        Host = await StartAsync();
        OtherHost = await StartAsync();
        try
        {
            var (here, _) = await ConnectAsync();
            await Host.Log.WaitForAsync("BrokerLost");
            await Server.EmitAsync("alone").Soon();
            await here.ExpectAsync("""2["alone"]""");
        }
        finally
        {
            await Database.RestartAsync();
        }

        await NodesAsync(2);
    }

    [Test]
    public async Task Database_HasGoneWhenTheServerStops_DoesNotHoldItUp()
    {
        await StartBothAsync();
        await Database.StopAsync();
        try
        {
            await Host.App.StopAsync().Soon();
        }
        finally
        {
            await Database.RestartAsync();
        }
    }

    [Test]
    public async Task Database_IsTooSlow_WhatDoesNotFitTheQueueIsLostAndTheRestArrivesInOrder()
    {
        await StartBothAsync(options => options.MaxQueuedBytes = 100_000);
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();
        using var lost = new MetricCollector<long>(Host.Get<System.Diagnostics.Metrics.IMeterFactory>(), "SocketIoSharp.Server", "socketio.cluster.messages.lost");
        using var sent = new MetricCollector<long>(Host.Get<System.Diagnostics.Metrics.IMeterFactory>(), "SocketIoSharp.Server", "socketio.cluster.messages.sent");
        await using var blocker = await Source.OpenConnectionAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var command = new Npgsql.NpgsqlCommand("LOCK TABLE socket_io_attachments IN ACCESS EXCLUSIVE MODE", blocker, transaction))
        {
            await command.ExecuteNonQueryAsync();
        }

        foreach (var i in Enumerable.Range(0, 50))
        {
            _ = Server.EmitAsync("n", i, new byte[20_000]);
        }

        for (var i = 0; i < 50; i++)
        {
            await here.ExpectAsync($"51-[\"n\",{i},{{\"_placeholder\":true,\"num\":0}}]");
            await here.ReceiveAsync();
        }

        await Host.Log.WaitForAsync("ClusterMessageLost");
        await transaction.RollbackAsync();
        await Patience.UntilAsync(() => Sum(sent) + Sum(lost) >= 50, "the queue to be empty");
        await Server.EmitAsync("after");
        var arrived = new List<string>();
        while (await there.ReceiveAsync() is var packet && packet != """2["after"]""")
        {
            arrived.Add(packet);
        }

        Sum(lost).Should().BeInRange(40, 49);
        arrived.Count.Should().Be(2 * (50 - (int)Sum(lost)));
        arrived.Where((_, index) => index % 2 == 0).Should().Equal(Enumerable.Range(0, arrived.Count / 2).Select(i => $"51-[\"n\",{i},{{\"_placeholder\":true,\"num\":0}}]"));

        static long Sum(MetricCollector<long> collector) => collector.GetMeasurementSnapshot().Sum(entry => entry.Value);
    }

    private async Task<(HealthStatus Status, object State)> StateAsync()
    {
        var report = await Host.Get<HealthCheckService>().CheckHealthAsync();
        return (report.Status, report.Entries["socketio"].Data["state"]);
    }

    private static async Task SignalAsync(string signal, IEnumerable<int> pids)
    {
        using var process = Process.Start("kill", [signal, .. pids.Select(pid => pid.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        await process.WaitForExitAsync();
    }
}
