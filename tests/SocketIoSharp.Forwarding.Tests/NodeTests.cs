using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding.Tests;

internal sealed class NodeTests : ClusterFixture
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Test]
    public async Task Owner_NotReachable_ClientIsToldThatTheSessionIsUnknownAndTheLogNamesTheNodeOnce()
    {
        var node = await StartNodeAsync();
        (await Directory.TryRegisterAsync(new NodeEntry("gone", DeadNode.Address, "x"), Minute, CancellationToken.None)).Should().BeTrue();
        var client = ClientAt(node, "gone0123456789abcdef");

        await client.ExpectUnknownAsync();
        await client.ExpectUnknownAsync();
        using var content = new StringContent("4x");
        using var post = await client.PostAsync(content);
        post.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var upgrade = await WebSocketWire.RequestAsync(node.Url, "&sid=gone0123456789abcdef");

        upgrade.Status.Should().Be(400);
        upgrade.Body.Should().Be("Session ID unknown");
        node.Host.Log.Entries.Where(entry => entry.Id.Name == "NodeNotReached" && entry.Level == LogLevel.Warning).Should().ContainSingle();
        node.Host.Log.Entries.Should().NotContain(entry => entry.Message.Contains("gone0123456789abcdef", StringComparison.Ordinal), "the id is the client's key");
    }

    [Test]
    public async Task Owner_EndsWhilePollsAndWebSocketsAreForwarded_ClientsHearOfIt()
    {
        var (owner, other, session, client) = await OpenElsewhereAsync();
        var second = await Own(PollingWire.OpenAsync(owner.Url));
        var webSocket = await UpgradeAsync(other, second.SessionId);
        var poll = client.GetAsync();
        await WaitingPoll.UntilAsync(session);

        await owner.Host.App.StopAsync();

        using var answer = await poll.Soon();
        (await answer.Content.ReadAsStringAsync()).Should().Be("1");
        (await webSocket.CloseCodeAsync()).Should().Be(1005);
        await client.ExpectUnknownAsync();
    }

    [Test]
    public async Task Node_BetweenClientsAndOwners_StopsWithoutWaitingForThem()
    {
        var (owner, other, session, client) = await OpenElsewhereAsync();
        var second = await Own(PollingWire.OpenAsync(owner.Url));
        await owner.OpenedAsync();
        var webSocket = await UpgradeAsync(other, second.SessionId);
        await webSocket.SynchroniseAsync();
        var poll = client.GetAsync();
        await WaitingPoll.UntilAsync(session);

        await other.Host.App.StopAsync().Soon();

        (await webSocket.ReceiveUntilEndAsync()).Should().BeEmpty();
        await poll.ContinueWith(static _ => { }, TaskScheduler.Default).Soon();
        (await Directory.ListAsync(CancellationToken.None)).Select(entry => entry.Code).Should().Equal(owner.Code);
    }

    [Test]
    public async Task Node_JoinsLater_IsKnownAtItsFirstForeignRequest()
    {
        var first = await StartNodeAsync();
        var later = await StartNodeAsync();
        var opened = await Own(PollingWire.OpenAsync(later.Url));
        var session = await later.OpenedAsync();
        session.TrySend("x");

        (await ClientAt(first, opened.SessionId).PollAsync()).Should().Be("4x");
    }

    [Test]
    public async Task Nodes_ListedInTheOptions_FindEachOther()
    {
        var owner = await Own(TestNode.StartAsync(new NodeSetup { Forwarding = options => ListNodes(options, "aaaa", DeadNode.Address) }));
        var other = await Own(TestNode.StartAsync(new NodeSetup { Forwarding = options => ListNodes(options, "bbbb", owner.Url) }));
        var opened = await Own(PollingWire.OpenAsync(owner.Url));
        (await owner.OpenedAsync()).TrySend("x");

        (await ClientAt(other, opened.SessionId).PollAsync()).Should().Be("4x");
        opened.SessionId.Should().StartWith("aaaa");
    }

    [Test]
    public async Task Directory_ClientsNameManyNodesThatAreNone_IsAskedTenTimesASecondAtMost()
    {
        var directory = new CountingDirectory(Directory);
        var node = await StartNodeAsync(new NodeSetup { Directory = directory });
        var before = directory.Questions;
        var start = Stopwatch.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            for (var number = 0; number < 10; number++)
            {
                await using var client = PollingWire.Resume(node.Url, $"{NodeCode.Create()}{number:D16}");
                await client.ExpectUnknownAsync();
            }
        }));

        (directory.Questions - before).Should().BeLessThanOrEqualTo((int)(Stopwatch.GetElapsedTime(start).TotalMilliseconds / 100) + 2);
    }

    [Test]
    public async Task Directory_Fails_KnownNodesStayKnownAndItIsLogged()
    {
        var directory = new CountingDirectory(Directory);
        var setup = new NodeSetup { Directory = directory };
        var (_, other, session, client) = await OpenElsewhereAsync(setup);
        session.TrySend("x");
        (await client.PollAsync()).Should().Be("4x");
        directory.Fault = new TimeoutException("no broker");

        await ClientAt(other, "----0123456789abcdef").ExpectUnknownAsync();
        session.TrySend("y");

        (await client.PollAsync()).Should().Be("4y");
        (await other.Host.Log.WaitForAsync("NodeDirectoryFailed")).Level.Should().Be(LogLevel.Warning);
    }

    [Test]
    public async Task Directory_HasEntriesThatMakeNoSense_TheOthersCount()
    {
        var owner = await StartNodeAsync();
        foreach (var (code, address) in new[] { ("file", "file:///etc/passwd"), ("path", "http://127.0.0.1/x?y="), ("user", "http://a:b@127.0.0.1/"), ("long1", "http://127.0.0.1/") })
        {
            await Directory.TryRegisterAsync(new NodeEntry(code, new Uri(address), "x"), Minute, CancellationToken.None);
        }

        var other = await StartNodeAsync();
        var opened = await Own(PollingWire.OpenAsync(owner.Url));
        (await owner.OpenedAsync()).TrySend("x");

        (await ClientAt(other, opened.SessionId).PollAsync()).Should().Be("4x");
        await ClientAt(other, "file0123456789abcdef").ExpectUnknownAsync();
        await other.Host.Log.WaitForAsync("NodeEntryIgnored");
    }

    [Test]
    public async Task Entries_NotRenewed_Expire()
    {
        var time = new ManualTimeProvider();
        var directory = new InMemoryNodeDirectory(time);
        var entry = new NodeEntry("aaaa", new Uri("http://127.0.0.1:1"), "one");
        (await directory.TryRegisterAsync(entry, Minute, CancellationToken.None)).Should().BeTrue();
        (await directory.TryRegisterAsync(entry with { Secret = "two" }, Minute, CancellationToken.None)).Should().BeFalse("another node has the code");
        await directory.RemoveAsync(entry with { Secret = "two" }, CancellationToken.None);
        (await directory.ListAsync(CancellationToken.None)).Should().Equal(entry);

        time.Advance(Minute);

        (await directory.ListAsync(CancellationToken.None)).Should().BeEmpty();
        (await directory.TryRegisterAsync(entry with { Secret = "two" }, Minute, CancellationToken.None)).Should().BeTrue();
    }

    [Test]
    public async Task Entry_OfARunningNode_IsRenewed()
    {
        var directory = new CountingDirectory(Directory);
        await StartNodeAsync(new NodeSetup { Directory = directory, Forwarding = options => options.EntryLifetime = TimeSpan.FromMilliseconds(90) });

        await Patience.UntilAsync(() => directory.Registrations > 3);
    }

    [Test]
    public async Task Code_OfAnotherNode_IsAnError()
    {
        await StartNodeAsync(new NodeSetup { Forwarding = options => options.NodeCode = "same" });
        var second = await StartNodeAsync(new NodeSetup { Forwarding = options => options.NodeCode = "same" });

        second.Host.Log.Expect("NodeCodeTaken");
        await second.Host.Log.WaitForAsync("NodeCodeTaken");
    }

    [Test]
    public async Task Metrics_OfForwardedRequests_AreCountedOnBothSides()
    {
        var (owner, other, session, client) = await OpenElsewhereAsync();
        using var requests = Collect(other, "socketio.forward.requests");
        using var received = Collect(owner, "socketio.forward.received");
        using var failures = Collect(other, "socketio.forward.failures");
        using var active = Collect(other, "socketio.forward.active");
        session.TrySend("x");

        await client.PollAsync();
        await client.SendAsync("4x");
        await ClientAt(other, "----0123456789abcdef").ExpectUnknownAsync();

        requests.GetMeasurementSnapshot().Select(measured => measured.Tags["socketio.forward.kind"]).Should().Equal("poll", "push");
        received.GetMeasurementSnapshot().Should().HaveCount(2);
        failures.GetMeasurementSnapshot().Select(measured => measured.Tags["error.type"]).Should().Equal("unknown_node");
        await Patience.UntilAsync(() => active.GetMeasurementSnapshot().Sum(measured => measured.Value) == 0);
    }

    [TestCase("NodeCode", "abc")]
    [TestCase("Secret", "short")]
    [TestCase("NodeAddress", "http://10.0.0.7/path")]
    public async Task Options_ThatMakeNoSense_AreRefusedByName(string option, string value)
    {
        var start = () => StartNodeAsync(new NodeSetup
        {
            Forwarding = options =>
            {
                options.NodeCode = option == "NodeCode" ? value : null;
                options.Secret = option == "Secret" ? value : null;
                options.NodeAddress = option == "NodeAddress" ? new Uri(value) : null;
            },
        });

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Contain(option);
    }

    [Test]
    public async Task Options_NoWayToFindOthers_AreRefused()
    {
        var start = () => TestNode.StartAsync(new NodeSetup());

        (await start.Should().ThrowAsync<InvalidOperationException>()).Which.Message.Should().Contain("ForwardingOptions.Nodes");
    }

    [Test]
    public async Task Options_IdsOfTheApplication_AreRefused()
    {
        var start = () => StartNodeAsync(new NodeSetup { Engine = options => options.GenerateId = _ => ValueTask.FromResult("x") });

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Contain("GenerateId");
    }

    private static MetricCollector<long> Collect(TestNode node, string instrument) =>
        new(node.Host.Get<IMeterFactory>(), "SocketIoSharp.Forwarding", instrument);

    private static void ListNodes(ForwardingOptions options, string own, Uri owner)
    {
        options.NodeCode = own;
        options.Secret = "0123456789abcdef";
        options.Nodes["aaaa"] = owner;
        options.Nodes["bbbb"] = DeadNode.Address;
    }
}
