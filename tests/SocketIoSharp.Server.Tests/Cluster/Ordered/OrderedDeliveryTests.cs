namespace SocketIoSharp.Server.Tests.Cluster.Ordered;

/// <summary>What goes by the log, while the broker is there and while it is not.</summary>
internal sealed class OrderedDeliveryTests : OrderedFixture
{
    [Test]
    public async Task Events_OfBothNodes_ReachAllClientsInOneOrderAndWithTheSameOffsets()
    {
        await StartBothAsync();
        var here = await ComeAsync(Host);
        var there = await ComeAsync(OtherHost);
        for (var i = 0; i < 300; i++)
        {
            _ = Server.EmitAsync("here", i);
            _ = Other.EmitAsync("there", i);
        }

        var first = new List<string>();
        var second = new List<string>();
        for (var i = 0; i < 600; i++)
        {
            first.Add(await here.NextAsync() + here.Offset);
            second.Add(await there.NextAsync() + there.Offset);
        }

        first.Should().Equal(second);
        first.Where(json => json.Contains("here\",", StringComparison.Ordinal) && !json.Contains("there", StringComparison.Ordinal)).Should().HaveCount(300);
    }

    [Test]
    public async Task Packets_ThatCanBeRecovered_CarryOffsetsAndOthersDoNot()
    {
        await StartBothAsync();
        var there = await ComeAsync(OtherHost);
        await Server.EmitAsync("stored", 1);
        await Server.Volatile.EmitAsync("volatile");
        await Other.Local.EmitAsync("local");
        _ = Server.EmitWithAck("question");

        await there.ExpectAsync("""["stored",1]""", """no offset: 2["volatile"]""");
        new[] { await there.Wire.ReceiveAsync(), await there.Wire.ReceiveAsync() }.Should().Contain("""2["local"]""").And.Contain(packet => packet.EndsWith("""["question"]""", StringComparison.Ordinal));
    }

    [Test]
    public async Task Commands_OneAfterTheOther_HappenInOrder([Values] bool recovers)
    {
        await StartBothAsync(recovers);
        var here = await Own(SocketWire.OpenAsync(Host.Url));
        await here.ConnectAsync();

        await Server.SocketsJoinAsync("a");
        await Server.To("a").EmitAsync("in");
        await Server.SocketsLeaveAsync("a");
        await Server.To("a").EmitAsync("out");
        await Server.EmitAsync("bye");
        await Server.DisconnectSocketsAsync(close: true);

        (await here.ReceiveAsync()).Should().StartWith("""2["in" """.TrimEnd());
        (await here.ReceiveAsync()).Should().StartWith("""2["bye" """.TrimEnd());
        (await here.ReceiveAsync()).Should().Be("1");
    }

    [Test]
    public async Task Broker_Away_WithoutRecoveryOwnClientsHaveItAtOnceAndOthersAfterwardsOnceAndInOrder()
    {
        await StartBothAsync(recovers: false);
        var here = await Own(SocketWire.OpenAsync(Host.Url));
        await here.ConnectAsync();
        var there = await Own(SocketWire.OpenAsync(OtherHost.Url));
        await there.ConnectAsync();
        await Server.EmitAsync("n", 0).Soon();
        Broker.IsThere = false;
        for (var i = 1; i < 50; i++)
        {
            await Server.EmitAsync("n", i).Soon();
        }

        await here.ExpectAsync([.. Enumerable.Range(0, 50).Select(i => $"2[\"n\",{i}]")]);
        Broker.IsThere = true;
        await Time.AdvanceUntilAsync(Patience.UntilAsync(() => Adapter.PendingMessageCount == 0), TimeSpan.FromMilliseconds(100));

        await there.ExpectAsync([.. Enumerable.Range(0, 50).Select(i => $"2[\"n\",{i}]")]);
        await Server.EmitAsync("end").Soon();
        await there.ExpectAsync("""2["end"]""");
        await here.ExpectAsync("""2["end"]""");
    }

    [Test]
    public async Task Broker_Away_WithRecoveryOwnClientsWaitForAMomentAndThenHaveItWithoutAnOffset()
    {
        await StartBothAsync();
        var here = await ComeAsync(Host);
        var there = await ComeAsync(OtherHost);
        await Server.EmitAsync("before").Soon();
        Broker.IsThere = false;
        var first = Server.EmitAsync("first");
        first.IsCompleted.Should().BeFalse();
        Time.Advance(Options.LocalDeliveryTimeout);
        await first.Soon();
        await Server.EmitAsync("second").Soon();

        Broker.IsThere = true;
        await Time.AdvanceUntilAsync(Patience.UntilAsync(() => Adapter.PendingMessageCount == 0), TimeSpan.FromMilliseconds(100));
        await Server.EmitAsync("after").Soon();

        await here.ExpectAsync("""["before"]""", """no offset: 2["first"]""", """no offset: 2["second"]""", """["after"]""");
        await there.ExpectAsync("""["before"]""", """["first"]""", """["second"]""", """["after"]""");
        here.Offset.Should().Be(there.Offset);
    }

    [Test]
    public async Task Answers_OfTheBrokerLost_WhatGotThroughIsNotSentAgain()
    {
        await StartBothAsync();
        var here = await ComeAsync(Host);
        var there = await ComeAsync(OtherHost);
        await Server.EmitAsync("n", 0).Soon();
        Broker.Hold();
        Broker.LosesAnswers = true;
        var sending = Enumerable.Range(1, 20).Select(i => Server.EmitAsync("n", i)).ToArray();
        Broker.LosesAnswers = false;
        await Task.Delay(50);
        Broker.Release();
        await Time.AdvanceUntilAsync(Task.WhenAll(sending), TimeSpan.FromMilliseconds(100));
        await Server.EmitAsync("end").Soon();

        foreach (var client in new[] { here, there })
        {
            await client.ExpectAsync([.. Enumerable.Range(0, 21).Select(i => $"[\"n\",{i}]"), """["end"]"""]);
        }

        Broker.Count.Should().Be(22);
    }

    // A connection that was given up may still hold commands that the broker takes later.
    [Test]
    public async Task Log_HoldsAMessageTwice_ClientsGetItOnceAlsoWhenTheyComeBack()
    {
        await StartBothAsync();
        var lost = await ComeAndGoAsync(OtherHost);
        var there = await ComeAsync(OtherHost);
        await Server.EmitAsync("twice").Soon();
        Broker.Append(Broker.Read(Broker.Count - 1, Broker.Count)[0].Entry);
        await Server.EmitAsync("end").Soon();

        await there.ExpectAsync("""["twice"]""", """["end"]""");
        var back = await ComeAsync(OtherHost, lost);
        back.Missed.Should().Equal("""["twice"]""", """["end"]""");
    }

    [Test]
    public async Task Message_ThatTheBrokerDoesNotWant_ReachesOwnClientsInItsTurnAndHoldsUpNobody([Values] bool recovers)
    {
        Broker.Refuses = message => message.Packet is { } packet && packet.Json.Span.IndexOf("bad"u8) > 0;
        await StartBothAsync(recovers);
        var here = await Own(SocketWire.OpenAsync(Host.Url));
        await here.ConnectAsync();
        _ = Server.EmitAsync("one");
        _ = Server.EmitAsync("bad");
        await Server.EmitAsync("two").Soon();

        foreach (var name in new[] { "one", "bad", "two" })
        {
            (await here.ReceiveAsync()).Should().StartWith($"2[\"{name}\"");
        }

        await Host.Log.WaitForAsync("ClusterMessageLost");
        Adapter.PendingMessageCount.Should().Be(0);
    }

    [Test]
    public async Task Messages_MoreThanMayWait_OldestAreLostToOthersAndCounted([Values] bool recovers)
    {
        Options.MaxPendingBytes = 10_000;
        await StartBothAsync(recovers);
        var here = await Own(SocketWire.OpenAsync(Host.Url));
        await here.ConnectAsync();
        var there = await Own(SocketWire.OpenAsync(OtherHost.Url));
        await there.ConnectAsync();
        Broker.IsThere = false;
        for (var i = 0; i < 100; i++)
        {
            _ = Server.EmitAsync("n", i);
        }

        Time.Advance(Options.LocalDeliveryTimeout);
        await here.ExpectAsync([.. Enumerable.Range(0, 100).Select(i => $"2[\"n\",{i}]")]);
        Adapter.PendingMessageCount.Should().BeLessThan(20);
        await Host.Log.WaitForAsync("ClusterMessageLost");

        Broker.IsThere = true;
        await Time.AdvanceUntilAsync(Patience.UntilAsync(() => Adapter.PendingMessageCount == 0), TimeSpan.FromMilliseconds(100));
        (await there.ReceiveAsync()).Should().NotStartWith("""2["n",0""");
    }

    [Test]
    public async Task Broker_CanBeReadAndNotWritten_IsAskedNowAndThenAndItIsSaid()
    {
        Broker.IsReadOnly = true;
        await StartBothAsync(recovers: false);
        var there = await Own(SocketWire.OpenAsync(OtherHost.Url));
        await there.ConnectAsync();
        await Server.EmitAsync("late").Soon();
        await Time.AdvanceUntilAsync(Host.Log.WaitForAsync("ClusterLogStalled"), TimeSpan.FromMilliseconds(100));
        var attempts = Broker.Attempts;
        await Task.Delay(50);
        (Broker.Attempts - attempts).Should().BeLessThan(2, "time stands still");

        Broker.IsReadOnly = false;
        await Time.AdvanceUntilAsync(Patience.UntilAsync(() => Adapter.PendingMessageCount == 0), TimeSpan.FromMilliseconds(100));
        await there.ExpectAsync("""2["late"]""");
    }

    [Test]
    public async Task Garbage_InTheLog_IsReportedAndTheNextMessageIsRead()
    {
        await StartBothAsync();
        var there = await ComeAsync(OtherHost);
        Broker.Append([.. "00000000"u8, 0xC1]);
        await Server.EmitAsync("after").Soon();

        await there.ExpectAsync("""["after"]""");
        await OtherHost.Log.WaitForAsync("ClusterMessageRefused");
    }

    [Test]
    public async Task Server_Closed_BroadcastsEndAndNothingWaits()
    {
        await StartBothAsync();
        await Server.CloseAsync();

        await Server.EmitAsync("late").Soon();

        Adapter.PendingMessageCount.Should().Be(0);
    }
}
