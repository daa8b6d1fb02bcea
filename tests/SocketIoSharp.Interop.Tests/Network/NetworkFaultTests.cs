using System.Diagnostics;
using SocketIoSharp.Endurance.Proxy;
using SocketIoSharp.Interop.Tests.NodeClients;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.Network;

/// <summary>The stock client on networks that fail in the ways of networks.</summary>
[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class NetworkFaultTests(string transport) : NetworkFixture(transport)
{
    private const int Large = 300_000;
    private const int Middle = 100_000;

    // A polling client says goodbye on another connection, which may be faster than the news of the cut.
    private DisconnectReason[] BreakReasons => FinalTransport is Transports.Polling
        ? [DisconnectReason.TransportError, DisconnectReason.TransportClose]
        : [DisconnectReason.TransportClose];

    [Test]
    public async Task Network_RefusesAtFirst_ClientComesWhenItDoesNot()
    {
        await using var server = await InteropServer.StartAsync(Install);
        await using var network = new FaultProxy(server.Url.Port, number => new ConnectionFaults { IsRefused = number < 3 });
        await using var client = await SettleAsync(network.Url);

        await AskAsync(client);
        network.Cuts.Should().HaveCount(3);
        server.Io.ConnectionCount.Should().Be(1);
        await LeaveAsync(client);
    }

    [Test]
    public async Task Network_IsSlow_NothingElseChanges()
    {
        var way = TimeSpan.FromMilliseconds(100);
        await using var server = await InteropServer.StartAsync(Install);
        await using var network = new FaultProxy(
            server.Url.Port, _ => new ConnectionFaults { ToServer = new FlowFaults(Delay: way), ToClient = new FlowFaults(Delay: way) });
        await using var client = await SettleAsync(network.Url);
        var socket = await server.NextSocketAsync();
        for (var i = 0; i < 20; i++)
        {
            await socket.EmitAsync("news", i);
        }

        for (var i = 0; i < 20; i++)
        {
            (await client.HearAsync<int>("news")).Should().Be(i);
        }

        var start = Stopwatch.GetTimestamp();
        await AskAsync(client);
        Stopwatch.GetElapsedTime(start).Should().BeGreaterThan(way * 1.5, "the question and its answer take their way");
        await LeaveAsync(client);
    }

    [Test]
    public async Task Network_StallsForLessThanAHeartbeat_NobodyNotices()
    {
        var interval = TimeSpan.FromMilliseconds(300);
        await using var server = await InteropServer.StartAsync(Install, configure: options =>
        {
            options.Engine.PingInterval = interval;
            options.Engine.PingTimeout = TimeSpan.FromSeconds(15);
        });
        await using var network = new FaultProxy(server.Url.Port);
        await using var client = await SettleAsync(network.Url);
        var socket = await server.NextSocketAsync();
        network.Freeze();
        await socket.EmitAsync("news", 1);
        await TellAsync(client, "ask");

        // So that a ping falls into it, which is what a heartbeat is about.
        await Task.Delay(interval * 2);
        network.Thaw();

        (await client.HearAsync<int>("news")).Should().Be(1);
        (await client.HearAsync<string>("answer")).Should().Be("still there?");
        socket.Connected.Should().BeTrue();
        await LeaveAsync(client);
    }

    [TestCase(CutManner.Close)]
    [TestCase(CutManner.Reset)]
    public async Task Connection_CutInTheMiddleOfWhatTheServerSays_ClientComesBack(CutManner manner)
    {
        await using var server = await InteropServer.StartAsync(Install);
        await using var other = await SettleAsync(server.Url);
        var bystander = await server.NextSocketAsync();
        await using var network = new FaultProxy(server.Url.Port, _ => new ConnectionFaults { Manner = manner });
        await using var client = await SettleAsync(network.Url);
        var socket = await server.NextSocketAsync();
        await Patience.UntilAsync(() => socket.Session.IsListening, "the poll");
        foreach (var connection in network.Connections)
        {
            connection.CutAfterToClient(Middle);
        }

        await socket.EmitAsync("large", new string('x', Large));

        (await client.HearAsync<string>("disconnected")).Should().BeOneOf("transport close", "transport error");
        BreakReasons.Should().Contain(await InteropServer.DisconnectionOf(socket));
        await ComesBackAsync(client, server, bystander);
        await LeaveAsync(other);
    }

    // Over polling that is a POST with half of its body, while a poll waits.
    [TestCase(CutManner.Close)]
    [TestCase(CutManner.Reset)]
    public async Task Connection_CutInTheMiddleOfWhatTheClientSays_EventIsNoEvent(CutManner manner)
    {
        var isBad = false;
        await using var server = await InteropServer.StartAsync(Install);
        await using var other = await SettleAsync(server.Url);
        var bystander = await server.NextSocketAsync();
        await using var network = new FaultProxy(server.Url.Port, _ => new ConnectionFaults
        {
            Manner = manner,
            ToServer = new FlowFaults(CutAfter: Volatile.Read(ref isBad) ? Middle : null),
        });
        await using var client = await SettleAsync(network.Url);
        var socket = await server.NextSocketAsync();
        await Patience.UntilAsync(() => socket.Session.IsListening, "the poll");
        Volatile.Write(ref isBad, true);
        foreach (var connection in network.Connections)
        {
            connection.CutAfterToServer(Middle);
        }

        await TellAsync(client, "emit", Large);

        (await client.HearAsync<string>("disconnected")).Should().BeOneOf("transport close", "transport error");
        BreakReasons.Should().Contain(await InteropServer.DisconnectionOf(socket));
        socket.Items.Should().NotContainKey("large");
        await ComesBackAsync(client, server, bystander);
        await LeaveAsync(other);
    }

    // It is another socket then, and nobody else has noticed anything.
    private static async Task ComesBackAsync(Scenario client, InteropServer server, Socket bystander)
    {
        var id = await client.HearAsync<string>("connected");
        (await server.NextSocketAsync()).Id.Should().Be(id);
        await AskAsync(client);
        bystander.Connected.Should().BeTrue();
        server.Io.ConnectionCount.Should().Be(2);
        await LeaveAsync(client);
    }
}
