using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>What one node sends to the sockets of another.</summary>
internal sealed class ClusterDeliveryTests : ClusterFixture
{
    [Test]
    public async Task Broadcast_TextAndBinary_ReachesBothNodes()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();

        await Server.EmitAsync("hello", 1, new byte[] { 7 }, "é");

        foreach (var client in new[] { here, there })
        {
            await client.ExpectAsync("""51-["hello",1,{"_placeholder":true,"num":0},"é"]""", "bBw==");
        }
    }

    [Test]
    public async Task Broadcast_BrokerHasNotConfirmed_IsWaitedForOnlyWhenThatIsMuch()
    {
        await StartBothAsync();
        var confirmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Bus.Confirmed = confirmed.Task;

        Server.EmitAsync("small").IsCompleted.Should().BeTrue();
        Server.In("room").SocketsJoinAsync("other").IsCompleted.Should().BeTrue();
        Server.ServerSideEmitAsync("small").IsCompleted.Should().BeTrue();
        var large = Server.EmitAsync("large", new byte[UnconfirmedMessages.HighWaterMark]);
        var next = Server.EmitAsync("small");

        large.IsCompleted.Should().BeFalse();
        next.IsCompleted.Should().BeFalse();
        confirmed.SetResult();
        await Task.WhenAll(large, next).Soon();
        Server.EmitAsync("small").IsCompleted.Should().BeTrue();
    }

    [Test]
    public async Task Close_BrokerHasNotConfirmed_WaitsForItForAMoment([Values] bool isConfirmed)
    {
        await StartBothAsync();
        var confirmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Bus.Confirmed = confirmed.Task;
        await Server.EmitAsync("last");

        var closing = Adapter.CloseAsync();

        closing.IsCompleted.Should().BeFalse();
        if (isConfirmed)
        {
            confirmed.SetResult();
        }

        await Time.AdvanceUntilAsync(closing, TimeSpan.FromSeconds(isConfirmed ? 0 : 1));
        confirmed.TrySetResult();
    }

    [Test]
    public async Task Broadcast_RoomsAndExceptions_AreThoseOfTheOtherNode()
    {
        await StartBothAsync();
        var (first, in1) = await ConnectToOtherAsync();
        var (second, in2) = await ConnectToOtherAsync();
        await in1.JoinAsync("a", "b");
        await in2.JoinAsync("b");

        await Server.To("b").Except("a").EmitAsync("not a");
        await Server.To("a").EmitAsync("a");

        await first.ExpectAsync("""2["a"]""");
        await second.ExpectAsync("""2["not a"]""");
        await ExpectNothingAsync(second, in2);
    }

    [Test]
    public async Task Broadcast_Local_StaysHere()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, socket) = await ConnectToOtherAsync();

        await Server.Local.EmitAsync("hello");

        await here.ExpectAsync("""2["hello"]""");
        await ExpectNothingAsync(there, socket);
    }

    [Test]
    public async Task Broadcast_OneAfterTheOther_ArrivesInOrderOnBothNodes()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();

        for (var i = 0; i < 500; i++)
        {
            _ = Server.EmitAsync("n", i);
        }

        foreach (var client in new[] { here, there })
        {
            await client.ExpectAsync([.. Enumerable.Range(0, 500).Select(i => $"2[\"n\",{i}]")]);
        }
    }

    [Test]
    public async Task Commands_OneAfterTheOther_HappenInOrder()
    {
        await StartBothAsync();
        var (there, _) = await ConnectToOtherAsync();

        await Server.SocketsJoinAsync("a");
        await Server.To("a").EmitAsync("in");
        await Server.SocketsLeaveAsync("a");
        await Server.To("a").EmitAsync("out");
        await Server.EmitAsync("bye");
        await Server.DisconnectSocketsAsync(close: true);

        await there.ExpectAsync("""2["in"]""", """2["bye"]""", "1");
        await there.Engine.ReceiveCloseAsync();
    }

    [Test]
    public async Task Broadcast_OfASocket_LeavesItOutAndNobodyElse()
    {
        await StartBothAsync();
        var (here, socket) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();

        await socket.Broadcast.EmitAsync("others");

        await there.ExpectAsync("""2["others"]""");
        await ExpectNothingAsync(here, socket);
    }

    [Test]
    public async Task Broadcast_OtherNamespace_StaysInIt()
    {
        await StartBothAsync();
        Server.Of("/n");
        Other.Of("/n");
        var (there, socket) = await ConnectToOtherAsync();

        await Server.Of("/n").EmitAsync("hello");

        await ExpectNothingAsync(there, socket);
    }

    [Test]
    public async Task Broadcast_BrokerIsNotThere_ReachesOwnSocketsAndIsCountedAsLost()
    {
        await StartBothAsync();
        var (here, socket) = await ConnectAsync();
        Bus.IsThere = false;

        await Server.EmitAsync("one").Soon();
        await Server.EmitAsync("two").Soon();

        await here.ExpectAsync("""2["one"]""", """2["two"]""");
        await ExpectNothingAsync(here, socket);
        await Host.Log.WaitForAsync("ClusterMessageLost");
    }
}
