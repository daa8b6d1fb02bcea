using SocketIoSharp.Adapters;

namespace SocketIoSharp.Server.Tests.Adapters;

/// <summary>What an adapter reports to the server's collector, by hand.</summary>
internal sealed class AnswerCollectorTests : ServerFixture
{
    private SilentAdapter Adapter => (SilentAdapter)Server.Sockets.Adapter;

    [Test]
    public async Task RemoveReceivers_NodeIsGone_OthersAreEnough()
    {
        await StartSilentAsync();
        var answers = Server.ServerSideEmitWithAck("count").As<int>();
        var collector = Adapter.Answers!;
        collector.AddReceivers(2);
        collector.AddAnswer("[5,6]"u8, []);
        collector.Completion.IsCompleted.Should().BeFalse();

        collector.RemoveReceivers(1);

        (await answers.Soon()).Should().Equal(5);
        collector.Completion.IsCompleted.Should().BeTrue();
    }

    [Test]
    public async Task AddAnswer_BeforeItsReceiversAndAfterTheEnd_CountsAndIsIgnored()
    {
        await StartSilentAsync();
        var request = Server.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("vote");
        var collector = Adapter.Answers!;
        collector.AddAnswer("[\"early\"]"u8, []);
        collector.AddReceivers(1);
        collector.Completion.IsCompleted.Should().BeFalse("a second node has not reported");
        Time.Advance(TimeSpan.FromSeconds(1));
        await collector.Completion.Soon();

        collector.AddAnswer("[\"late\"]"u8, []);

        var collected = await request.CollectAsync<string>().Soon();
        collected.Answers.Should().Equal("early");
        (collected.Expected, collected.SilentNodes, collected.IsComplete).Should().Be((1, 1, false));
    }

    private Task StartSilentAsync() => StartAsync(options => options.AdapterFactory = @namespace => new SilentAdapter(@namespace));

    /// <summary>Sends nothing and leaves the reporting to the test.</summary>
    private sealed class SilentAdapter(Namespace @namespace) : Adapter(@namespace)
    {
        public AnswerCollector? Answers { get; private set; }

        public override Task<int> ServerCountAsync() => Task.FromResult(2);

        public override Task BroadcastWithAckAsync(BroadcastTarget target, OutgoingPacket packet, AnswerCollector answers) => Keep(answers);

        public override Task ServerSideEmitWithAckAsync(OutgoingPacket packet, AnswerCollector answers) => Keep(answers);

        private Task Keep(AnswerCollector answers)
        {
            Answers = answers;
            return Task.CompletedTask;
        }
    }
}
