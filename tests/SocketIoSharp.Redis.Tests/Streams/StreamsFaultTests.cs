using System.Text;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Tests.Streams;

/// <summary>Redis goes, stands still, forgets, and holds what nobody understands.</summary>
internal sealed class StreamsFaultTests : StreamsFixture
{
    private static IEnumerable<TestCaseData> Garbage()
    {
        yield return Case("no type", ("uid", "x"), ("nsp", "/"));
        yield return Case("no namespace", ("uid", "x"), ("type", "3"));
        yield return Case("a type that is text", ("uid", "x"), ("nsp", "/"), ("type", "three"), ("data", "{}"));
        yield return Case("a type of the future", ("uid", "x"), ("nsp", "/"), ("type", "99"), ("data", "{}"));
        yield return Case("no data", ("uid", "x"), ("nsp", "/"), ("type", "3"));
        yield return Case("data that is nothing", ("uid", "x"), ("nsp", "/"), ("type", "3"), ("data", "?!"));
        yield return Case("JSON cut off", ("uid", "x"), ("nsp", "/"), ("type", "3"), ("data", """{"packet":{"ty"""));
        yield return Case("MessagePack cut off", ("uid", "x"), ("nsp", "/"), ("type", "3"), ("data", "gqZw"));
        yield return Case("a broadcast of nothing", ("uid", "x"), ("nsp", "/"), ("type", "3"), ("data", """{"opts":{"rooms":[],"except":[],"flags":{}}}"""));
        yield return Case("larger than may be", ("uid", "x"), ("nsp", "/"), ("type", "3"), ("data", "{\"more\":\"" + new string('x', 20_000) + "\"}"));
        yield return Case("larger in base64", ("uid", "x"), ("nsp", "/"), ("type", "3"), ("data", new string('A', 40_000)));
    }

    [TestCaseSource(nameof(Garbage))]
    public async Task Entry_ThatIsNone_IsReportedAndTheNextIsRead((string Name, string Value)[] fields)
    {
        Adjust = options => options.MaxMessageBytes = 10_000;
        await StartRecoveringAsync(2);
        var lost = await ComeAndGoAsync(Hosts[0]);
        var there = await ComeAsync(Hosts[1]);
        await (await OpenRedisAsync()).StreamAddAsync(Key, [.. fields.Select(field => new NameValueEntry(field.Name, field.Value))]);

        await Server.EmitAsync("after");

        await there.ExpectAsync("""["after"]""");
        await Hosts[1].Log.WaitForAsync("ClusterMessageRefused");
        (await ComeAsync(Hosts[1], lost)).Missed.Should().Equal("""["after"]""");
    }

    [TestCase("no base64 at all!")]
    [TestCase("")]
    [TestCase("gA==")]
    [TestCase("wQ==")]
    public async Task Session_ThatIsNone_ClientGetsANewOne(string content)
    {
        await StartRecoveringAsync(1);
        var lost = await ComeAndGoAsync(Hosts[0]);
        await (await OpenRedisAsync()).StringSetAsync(SessionPrefix + lost.Pid, content);

        (await ComeAsync(Hosts[0], lost)).Id.Should().NotBe(lost.Id);

        await Hosts[0].Log.WaitForAsync("ClusterMessageRefused");
    }

    [Test]
    public async Task Offset_Trimmed_ClientGetsANewSession()
    {
        await StartRecoveringAsync(2);
        var lost = await ComeAndGoAsync(Hosts[0]);
        await (await OpenRedisAsync()).StreamTrimAsync(Key, 0);

        (await ComeAsync(Hosts[1], lost)).Id.Should().NotBe(lost.Id);
    }

    [Test]
    public async Task Owner_Killed_ClientIsRecoveredElsewhere()
    {
        Adjust = options => options.SessionSaveInterval = TimeSpan.FromMilliseconds(100);
        await StartRecoveringAsync(1);
        var line = Own(new CutLine(Redis.Port));
        var owner = await StartNodeAsync(builder => builder.UseRedisStreams(line.Configuration, Configure), options => options.ConnectionStateRecovery = Recovery);
        await NodesAsync(2);
        var client = await ComeAsync(owner);
        var socket = await FindAsync(owner, client);
        await socket.JoinAsync("a");
        socket.Data["n"] = 7;
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");
        var database = await OpenRedisAsync();
        await Patience.UntilAsync(async () => KeepsEverything(await database.StringGetAsync(SessionPrefix + client.Pid)));

        // Neither socket nor adapter says anything: the line to Redis is cut, as when a process is killed.
        await line.CutAsync();
        await NodesAsync(Server.Sockets, 1);
        await Server.To("a").EmitAsync("missed").Soon();
        var back = await ComeAsync(Hosts[0], client);

        back.Id.Should().Be(client.Id);
        back.Missed.Should().Equal("""["missed"]""");
        var found = await FindAsync(Hosts[0], back);
        found.Rooms.Should().BeEquivalentTo(client.Id, "a");
        found.Data["n"]!.ToString().Should().Be("7");
    }

    [Test]
    public async Task Redis_StoppedForTenSeconds_WhatWasSentMeanwhileReachesTheOthersOnceAndInOrder([Values] bool recovers)
    {
        var folder = Directory.CreateTempSubdirectory();
        await using var redis = await RedisServer.StartAsync(folder.FullName);
        Redis = redis;
        Adjust = options => options.LocalDeliveryTimeout = TimeSpan.FromMilliseconds(200);
        for (var i = 0; i < 2; i++)
        {
            await StartNodeAsync(configure: options => options.ConnectionStateRecovery = recovers ? Recovery : null);
        }

        await NodesAsync(2);
        var (here, _) = await ConnectAsync(0);
        var (there, _) = await ConnectAsync(1);
        var sent = 0;
        await SendAsync(20);
        await redis.StopAsync();
        var start = System.Diagnostics.Stopwatch.StartNew();
        while (start.Elapsed < TimeSpan.FromSeconds(10))
        {
            await SendAsync(1);
            await Task.Delay(50);
        }

        await redis.StartAgainAsync();
        await SendAsync(20);

        foreach (var client in new[] { here, there })
        {
            for (var i = 0; i < sent; i++)
            {
                (await client.ReceiveAsync()).Should().MatchRegex($"^2\\[\"n\",{i}(,\"[0-9]+-[0-9]+\")?\\]$");
            }
        }

        Hosts.Should().OnlyContain(host => host.Log.Entries.Count(entry => entry.Id.Name == "BrokerLost") == 1);
        Hosts[0].Log.Entries.Should().NotContain(entry => entry.Id.Name == "ClusterMessageLost");
        await redis.StopAsync();
        folder.Delete(recursive: true);

        async Task SendAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await Server.EmitAsync("n", sent++).Soon();
            }
        }
    }

    [Test]
    public async Task Redis_StandsStillForSevenSeconds_EachEventComesOnceAndInOrder()
    {
        await using var redis = await RedisServer.StartAsync();
        Redis = redis;
        await StartRecoveringAsync(2);
        var (here, _) = await ConnectAsync(0);
        var (there, _) = await ConnectAsync(1);
        await Server.EmitAsync("n", 0).Soon();
        await redis.PauseAsync();
        for (var i = 1; i < 50; i++)
        {
            _ = Server.EmitAsync("n", i);
            await Task.Delay(140);
        }

        await redis.ResumeAsync();
        await Server.EmitAsync("n", 50).Soon();

        foreach (var client in new[] { here, there })
        {
            for (var i = 0; i <= 50; i++)
            {
                (await client.ReceiveAsync()).Should().MatchRegex($"^2\\[\"n\",{i}(,\"[0-9]+-[0-9]+\")?\\]$");
            }
        }
    }

    [Test]
    public async Task Redis_ForgetsEverything_NodesGoOn()
    {
        await StartRecoveringAsync(2);
        var there = await ComeAsync(Hosts[1]);
        await Server.EmitAsync("before").Soon();
        await there.ExpectAsync("""["before"]""");
        await (await OpenRedisAsync()).KeyDeleteAsync(Key);

        await Server.EmitAsync("after").Soon();

        await there.ExpectAsync("""["after"]""");
    }

    [Test]
    public async Task Server_StartsWithoutRedis_FindsItWhenItComes()
    {
        await using var redis = await RedisServer.StartAsync();
        Redis = redis;
        await redis.StopAsync();
        await StartNodeAsync();
        await StartNodeAsync();
        var (here, _) = await ConnectAsync(0);
        var (there, _) = await ConnectAsync(1);
        await Server.EmitAsync("early").Soon();
        await here.ExpectAsync("""2["early"]""");

        await redis.StartAgainAsync();
        await NodesAsync(2);

        // The other one may have looked first at what is there already.
        await Server.EmitAsync("late").Soon();
        await here.ExpectAsync("""2["late"]""");
        var first = await there.ReceiveAsync();
        (first == """2["early"]""" ? await there.ReceiveAsync() : first).Should().Be("""2["late"]""");
    }

    [Test]
    public async Task Nodes_RestartedOneAfterTheOther_EachClientGetsEachEventOnceAndInOrder()
    {
        await StartRecoveringAsync(3);
        var clients = new List<(Client Client, int Home, List<string> Received)>();
        for (var i = 0; i < 6; i++)
        {
            clients.Add((await ComeAsync(Hosts[i % 3]), i % 3, []));
        }

        await Server.EmitAsync("n", 0).Soon();
        var sent = 1;
        using var end = new CancellationTokenSource();
        var sender = At(2);
        var sending = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await sender.EmitAsync("n", sent++).Soon();
                await Task.Delay(5);
            }
        });
        for (var node = 0; node < 2; node++)
        {
            var next = await StartNodeAsync(configure: options => options.ConnectionStateRecovery = Recovery);
            foreach (var (client, home, received) in clients.Where(client => client.Home == node).ToArray())
            {
                received.Add(await client.NextAsync());
            }

            var closing = At(node).CloseAsync();
            for (var i = 0; i < clients.Count; i++)
            {
                if (clients[i].Home == node)
                {
                    clients[i] = (await ReturnAsync(next, clients[i].Client, clients[i].Received), Hosts.Count - 1, clients[i].Received);
                }
            }

            await closing.Soon();
        }

        await end.CancelAsync();
        await sending;
        await sender.EmitAsync("end").Soon();
        foreach (var (client, _, received) in clients)
        {
            for (var json = await client.NextAsync(); json != """["end"]"""; json = await client.NextAsync())
            {
                received.Add(json);
            }

            received.Should().Equal(Enumerable.Range(0, sent).Select(i => $"[\"n\",{i}]"));
        }
    }

    /// <summary>Reads what the server has sent before it closed, and comes to another one.</summary>
    private async Task<Client> ReturnAsync(TestHost host, Client client, List<string> received)
    {
        try
        {
            while (true)
            {
                received.Add(await client.NextAsync());
            }
        }
        catch (Exception exception) when (exception is not TimeoutException)
        {
            // Closed.
        }

        // Nothing tells that a session is saved. Stock clients wait for half a second and more.
        for (var start = System.Diagnostics.Stopwatch.StartNew(); ; await Task.Delay(10))
        {
            var back = await ComeAsync(host, client);
            if (back.Id == client.Id)
            {
                received.AddRange(back.Missed);
                return back;
            }

            await back.Wire.DisposeAsync();
            start.Elapsed.Should().BeLessThan(Patience.Limit);
        }
    }

    // Room and data, in MessagePack.
    private static bool KeepsEverything(string? session) =>
        session is not null && Encoding.Latin1.GetString(Convert.FromBase64String(session)).Contains("\u00a1a\u00a4data\u0081\u00a1n\u0007", StringComparison.Ordinal);

    private static TestCaseData Case(string name, params (string, string)[] fields) => new TestCaseData((object)fields).SetArgDisplayNames(name);
}
