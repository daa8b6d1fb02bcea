namespace SocketIoSharp.Server.Tests.Faults;

/// <summary>
/// Every place where the application's code runs, and every way in which it can go wrong: the client gets what it is owed, the log tells it once, and nobody else notices.
/// </summary>
internal sealed class ApplicationFaultTests : ServerFixture
{
    private readonly TaskCompletionSource _never = new();

    private static IEnumerable<TestCaseData> Failing() => Cases(Fault.Throws, Fault.ThrowsLater, Fault.IsCancelled);

    private static IEnumerable<TestCaseData> Hanging() => Cases(Fault.Hangs);

    [TestCaseSource(nameof(Failing))]
    public async Task Code_GoesWrong_IsContainedLoggedOnceAndAnswered(FaultyPlace place, Fault fault)
    {
        await StartAsync(prepare: io => Install(io, place, fault));
        Host.Log.Expect(place.Log);
        var (bystander, _) = await ConnectAsync();
        var client = await OpenAsync();

        await PlayAsync(client, place);

        var entry = await Host.Log.WaitForAsync(place.Log);
        entry.Exception!.Message.Should().Be("on purpose");
        await ExpectAllGoneAsync(client, bystander);
        Host.Log.Entries.Count(each => each.Exception is not null).Should().Be(1, "one fault is one entry");
        await ExpectNothingUnobservedAsync();
    }

    [TestCaseSource(nameof(Hanging))]
    public async Task Code_NeverEnds_HoldsUpNobodyElseAndEndsWithItsClient(FaultyPlace place, Fault fault)
    {
        await StartAsync(prepare: io => Install(io, place, fault));
        var (bystander, _) = await ConnectAsync();
        var client = await OpenAsync();
        await client.RequestAsync("/faulty");
        if (!place.Guards)
        {
            (await client.ReceiveAsync()).Should().StartWith("0/faulty,");
            await SendAsync(client, place.Send);
        }

        (await bystander.AskAsync("""["echo",1]""")).Should().Be("[1]");

        await ExpectAllGoneAsync(client, bystander);
        _never.SetResult();
    }

    private static IEnumerable<TestCaseData> Cases(params Fault[] faults) =>
        from place in FaultyPlace.All
        from fault in faults
        where !place.IsPlain || fault is Fault.Throws or Fault.IsCancelled
        select new TestCaseData(place, fault);

    private void Install(SocketIoServer io, FaultyPlace place, Fault fault)
    {
        io.OnConnection(socket => socket.On("echo", (int value) => value));
        place.Install(io, () => FailAsync(fault));
    }

    private Task FailAsync(Fault fault) => fault switch
    {
        Fault.Throws => throw new InvalidOperationException("on purpose"),
        Fault.IsCancelled => throw new OperationCanceledException("on purpose"),
        Fault.ThrowsLater => FailLaterAsync(),
        _ => _never.Task,
    };

    private static async Task FailLaterAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("on purpose");
    }

    private static async Task PlayAsync(SocketWire client, FaultyPlace place)
    {
        await client.RequestAsync("/faulty");
        (await client.ReceiveAsync()).Should().StartWith(place.Guards ? "4/faulty," : "0/faulty,");
        await SendAsync(client, place.Send);
        if (place.Receive is { } answer)
        {
            await client.ExpectAsync(InNamespace(answer));
        }

        if (place.IsLast)
        {
            await client.SendAsync("1/faulty,");
        }
    }

    private static Task SendAsync(SocketWire client, string? packet) => packet is null ? Task.CompletedTask : client.SendAsync(InNamespace(packet));

    // 21["go"] -> 2/faulty,1["go"]
    private static string InNamespace(string packet) => packet[0] + "/faulty," + packet[1..];

    private async Task ExpectAllGoneAsync(SocketWire client, SocketWire bystander)
    {
        await client.DisposeAsync();
        await Patience.UntilAsync(() => Server.ConnectionCount == 1 && Server.Of("/faulty").SocketCount == 0, "the client's end");
        (await bystander.AskAsync("""["echo",2]""")).Should().Be("[2]");
    }

    private static async Task ExpectNothingUnobservedAsync()
    {
        var unobserved = new List<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, thrown) => unobserved.Add(thrown.Exception);
        TaskScheduler.UnobservedTaskException += note;
        await Task.Yield();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= note;
        unobserved.Where(exception => exception.ToString().Contains("on purpose", StringComparison.Ordinal)).Should().BeEmpty();
    }
}
