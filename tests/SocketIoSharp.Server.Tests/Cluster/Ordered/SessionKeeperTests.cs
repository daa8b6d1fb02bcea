namespace SocketIoSharp.Server.Tests.Cluster.Ordered;

/// <summary>What is kept of clients whose node may die.</summary>
internal sealed class SessionKeeperTests : OrderedFixture
{
    [Test]
    public async Task Node_Dies_ItsClientsAreRecoveredElsewhereWithTheRoomsAndTheDataOfAMomentBefore()
    {
        await StartBothAsync();
        var client = await ComeAsync(Host);
        var socket = await FindAsync(Host, client);
        await socket.JoinAsync("a");
        socket.Data["n"] = 7;
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");
        var before = Broker.Sessions[client.Pid!].Content;
        Time.Advance(Options.SessionSaveInterval);
        await Patience.UntilAsync(() => !Broker.Sessions[client.Pid!].Content.SequenceEqual(before));
        Adapter.Die();
        await Other.To("a").EmitAsync("missed");

        var back = await ComeAsync(OtherHost, client);

        back.Id.Should().Be(client.Id);
        back.Missed.Should().Equal("""["missed"]""");
        var found = await FindAsync(OtherHost, back);
        found.Rooms.Should().BeEquivalentTo(client.Id, "a");
        found.Data["n"]!.ToString().Should().Be("7");
    }

    [Test]
    public async Task Node_DiesAMomentAfterItsClientHasChangedRooms_ClientIsRecoveredWithThoseThatItWasIn()
    {
        Options.SessionSaveInterval = TimeSpan.FromHours(1);
        await StartBothAsync(configure: options => options.Engine.PingInterval = TimeSpan.FromHours(1));
        var client = await ComeAsync(Host);
        var socket = await FindAsync(Host, client);
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");
        await ChangeAsync(client, () => socket.JoinAsync("a", "b"));
        await ChangeAsync(client, () => socket.LeaveAsync("a"));
        Adapter.Die();
        await Other.To("b").EmitAsync("missed");

        var back = await ComeAsync(OtherHost, client);

        back.Missed.Should().Equal("""["missed"]""");
        (await FindAsync(OtherHost, back)).Rooms.Should().BeEquivalentTo(client.Id, "b");
    }

    // Written once, whatever changes at the same time.
    private async Task ChangeAsync(Client client, Func<Task> change)
    {
        var before = Broker.Sessions[client.Pid!].Content;
        await change();
        Time.Advance(TimeSpan.FromMilliseconds(100));
        await Patience.UntilAsync(() => !Broker.Sessions[client.Pid!].Content.SequenceEqual(before), "the write");
    }

    [Test]
    public async Task Node_HasTheClientConnected_NobodyElseGetsItsSession()
    {
        await StartBothAsync();
        var client = await ComeAsync(Host);
        var socket = await FindAsync(Host, client);
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");

        var second = await ComeAsync(OtherHost, client);

        second.Id.Should().NotBe(client.Id);
        socket.Connected.Should().BeTrue();
        Broker.Sessions.Should().ContainKey(client.Pid!);
    }

    [Test]
    public async Task Node_TakenForDead_LetsGoOfItsClientThatHasComeToAnother()
    {
        await StartBothAsync();
        var client = await ComeAsync(Host);
        var socket = await FindAsync(Host, client);
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");
        Broker.Nodes.Clear();

        var back = await ComeAsync(OtherHost, client);

        back.Id.Should().Be(client.Id);
        await Patience.UntilAsync(() => !socket.Connected);
        (await client.Wire.ReceiveAsync()).Should().Be("1");

        // And takes nothing of it along.
        await Server.EmitAsync("still there");
        await back.ExpectAsync("""["still there"]""");
        Broker.Sessions.Should().ContainKey(client.Pid!);
    }

    [Test]
    public async Task Socket_Unchanged_IsWrittenAgainAfterHalfOfTheTimeOnly()
    {
        await StartBothAsync(configure: options => options.Engine.PingInterval = TimeSpan.FromHours(1));
        var client = await ComeAsync(Host);
        await Patience.UntilAsync(() => Broker.Sessions.Count == 1);
        var first = Broker.Sessions[client.Pid!].Content;
        for (var i = 0; i < 10; i++)
        {
            Time.Advance(Options.SessionSaveInterval);
        }

        Broker.Sessions[client.Pid!].Content.Should().BeSameAs(first);
        Broker.Sessions[client.Pid!].Lifetime.Should().Be(TimeSpan.FromMinutes(3));

        Time.Advance(TimeSpan.FromSeconds(10));
        await Patience.UntilAsync(() => !ReferenceEquals(Broker.Sessions[client.Pid!].Content, first));
    }

    [Test]
    public async Task Client_LeavesForGood_NothingIsKept()
    {
        await StartBothAsync();
        var client = await ComeAsync(Host);
        await Patience.UntilAsync(() => Broker.Sessions.Count == 1);

        await client.Wire.SendAsync("1");

        await Patience.UntilAsync(() => Broker.Sessions.Count == 0);
    }

    [Test]
    public async Task Interval_Infinite_KeepsSocketsWhenTheyAreLost()
    {
        Options.SessionSaveInterval = Timeout.InfiniteTimeSpan;
        await StartBothAsync();
        var client = await ComeAsync(Host);
        var socket = await FindAsync(Host, client);
        Broker.Sessions.Should().BeEmpty();

        await LoseAsync(client, socket);

        Broker.Sessions[client.Pid!].Lifetime.Should().Be(TimeSpan.FromMinutes(2));
    }

    [Test]
    public async Task Data_CannotBeWritten_IsLoggedAndOthersAreKept()
    {
        await StartBothAsync();
        var bad = await ComeAsync(Host);
        (await FindAsync(Host, bad)).Data["x"] = new Action(() => { });
        var good = await ComeAsync(Host);
        (await FindAsync(Host, good)).Data["x"] = 1;
        var first = Broker.Sessions[good.Pid!].Content;

        Time.Advance(Options.SessionSaveInterval);

        await Host.Log.WaitForAsync("SessionNotKept");
        await Patience.UntilAsync(() => !Broker.Sessions[good.Pid!].Content.SequenceEqual(first));
    }
}
