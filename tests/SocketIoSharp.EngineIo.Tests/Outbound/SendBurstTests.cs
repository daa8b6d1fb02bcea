namespace SocketIoSharp.EngineIo.Tests.Outbound;

internal sealed class SendBurstTests : EngineFixture
{
    private const int Count = 10;

    private static readonly string[] AllPackets = [.. Enumerable.Range(0, Count).Select(i => $"4{i}")];

    private int _flushes;

    [SetUp]
    public void Forget() => _flushes = 0;

    [Test]
    public async Task Burst_ManyPacketsForOneClient_LeaveTogetherAndInOrderWhenTheOutermostEnds([Values] bool hasInner)
    {
        var (client, session) = await OpenCountedAsync();

        using (SendBurst.Begin())
        {
            using (hasInner ? SendBurst.Begin() : default)
            {
                SendAll(session);
            }

            _flushes.Should().Be(0);
        }

        await client.ExpectAsync(AllPackets);
        _flushes.Should().Be(1);
    }

    [Test]
    public async Task Burst_Volatile_DropsNothing()
    {
        var (client, session) = await OpenCountedAsync();

        using (SendBurst.Begin())
        {
            for (var i = 0; i < Count; i++)
            {
                session.TrySend(EngineHost.Message($"{i}"), isVolatile: true).Should().BeTrue();
            }
        }

        await client.ExpectAsync(AllPackets);
    }

    [Test]
    public async Task Burst_Suspended_SendsWhatWasGatheredAndEachPacketAtOnceUntilItGoesOn()
    {
        var (client, session) = await OpenCountedAsync();

        using (SendBurst.Begin())
        {
            session.TrySend("before").Should().BeTrue();
            using (SendBurst.Suspend())
            {
                _flushes.Should().Be(1);
                session.TrySend("meanwhile").Should().BeTrue();
                _flushes.Should().Be(2);
            }

            SendAll(session);
            _flushes.Should().Be(2);
        }

        await client.ExpectAsync(["4before", "4meanwhile", .. AllPackets]);
        _flushes.Should().Be(3);
    }

    [Test]
    public async Task Suspension_OutsideOfABurst_ChangesNothing()
    {
        var (client, session) = await OpenCountedAsync();

        using (SendBurst.Suspend())
        {
            SendAll(session);
        }

        await client.ExpectAsync(AllPackets);
        _flushes.Should().Be(Count);
    }

    [Test]
    public async Task Burst_OfAnotherThread_HoldsNothingUp()
    {
        var (client, session) = await OpenCountedAsync();
        using var isOver = new ManualResetEventSlim();
        using var isOpen = new ManualResetEventSlim();
        var bursting = Task.Factory.StartNew(
            () =>
            {
                using var burst = SendBurst.Begin();
                isOpen.Set();
                isOver.Wait();
            },
            TaskCreationOptions.LongRunning);
        isOpen.Wait();

        SendAll(session);

        await client.ExpectAsync(AllPackets);
        isOver.Set();
        await bursting;
    }

    [Test]
    public async Task Burst_SessionClosesInIt_TheClientHasEverythingAndTheClose()
    {
        var (client, session) = await OpenCountedAsync();

        using (SendBurst.Begin())
        {
            SendAll(session);
            session.Close();
        }

        await client.ExpectAsync(AllPackets);
        await client.ReceiveCloseAsync();
    }

    [Test]
    public async Task Burst_Polling_AnswersThePollWithAll()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var poll = client.PollAsync();
        await EngineHost.UntilParkedAsync(session);

        using (SendBurst.Begin())
        {
            session.TrySend("0").Should().BeTrue();
        }

        (await poll).Should().Be("40");
    }

    private async Task<(WebSocketWire Client, EngineSession Session)> OpenCountedAsync()
    {
        await StartAsync();
        var (client, session) = await OpenWebSocketAsync();
        await client.SynchroniseAsync();
        session.Flushing += () => Interlocked.Increment(ref _flushes);
        return (client, session);
    }

    private static void SendAll(EngineSession session)
    {
        for (var i = 0; i < Count; i++)
        {
            session.TrySend($"{i}").Should().BeTrue();
        }
    }
}
