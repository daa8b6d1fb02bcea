using System.Globalization;
using SocketIoSharp.EngineIo.Outbound;

namespace SocketIoSharp.EngineIo.Tests.Outbound;

internal sealed class OutboundQueueConcurrencyTests
{
    private const int Writers = 8;
    private const int PacketsPerWriter = 5_000;

    private readonly OutboundQueue _queue = new(new QueueLimits(int.MaxValue, int.MaxValue, int.MaxValue, SlowReceiverPolicy.Close));

    [Test]
    public async Task Queue_ManyWritersOneReader_LosesDoublesAndReordersNothing()
    {
        var received = new Received();
        var writing = WriteAsync();
        var reader = new SignalReader();

        while (!received.IsComplete)
        {
            if (_queue.Park(reader) is QueueSignal.None)
            {
                (await reader.WokenAsync()).Should().Be(QueueSignal.Readable);
            }

            received.Add(OutboundQueueTests.Take(_queue));
        }

        await writing;
        OutboundQueueTests.Take(_queue).Should().BeEmpty();
        _queue.Bytes.Should().Be(0);
    }

    [Test]
    public async Task Queue_ReadersTakeTurnsAndAreInterrupted_LosesDoublesAndReordersNothing()
    {
        var received = new Received();
        var writing = WriteAsync();
        using var over = new CancellationTokenSource();
        var interrupting = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                _queue.Interrupt(QueueSignal.Interrupted);
                Thread.Yield();
            }
        });

        // Like polls and an upgrade: each holds the lease for one turn.
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!received.IsComplete)
            {
                await _queue.AcquireAsync();
                await TakeATurnAsync(received);
                _queue.Release();
            }
        })).ToArray();

        await Task.WhenAll(readers).Soon();
        await over.CancelAsync();
        await Task.WhenAll(interrupting, writing).Soon();
        OutboundQueueTests.Take(_queue).Should().BeEmpty();
    }

    [Test]
    public async Task Clear_WhileOthersEnqueue_LeavesNothingBehind()
    {
        for (var round = 0; round < 3_000; round++)
        {
            var queue = new OutboundQueue(new QueueLimits(int.MaxValue, int.MaxValue, int.MaxValue, SlowReceiverPolicy.Close));
            var group = OutboundQueueTests.Group("late");
            using var start = new Barrier(2);
            var enqueuing = Task.Run(() =>
            {
                start.SignalAndWait();
                while (queue.TryEnqueue(group, isVolatile: false) is not EnqueueResult.Dropped)
                {
                }
            });

            start.SignalAndWait();
            queue.Drop();
            queue.Seal();
            await enqueuing.Soon();

            queue.Park(new SignalReader()).Should().Be(QueueSignal.Closed, "a closed session sends nothing more (round {0})", round);
            queue.Bytes.Should().Be(0);
        }
    }

    private async Task TakeATurnAsync(Received received)
    {
        if (received.IsComplete)
        {
            return;
        }

        var reader = new SignalReader();
        if (_queue.Park(reader) is QueueSignal.None && await reader.WokenAsync() is QueueSignal.Interrupted)
        {
            return;
        }

        received.Add(OutboundQueueTests.Take(_queue));
    }

    private Task WriteAsync() => Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
    {
        for (var i = 0; i < PacketsPerWriter; i++)
        {
            _queue.TryEnqueue(OutboundQueueTests.Group($"{writer}:{i}"), isVolatile: false).Should().Be(EnqueueResult.Accepted);
        }
    })));

    private sealed class Received
    {
        private readonly int[] _next = new int[Writers];
        private int _count;

        public bool IsComplete => Volatile.Read(ref _count) == Writers * PacketsPerWriter;

        public void Add(List<string> packets)
        {
            foreach (var packet in packets)
            {
                var parts = packet.Split(':');
                var writer = int.Parse(parts[0], CultureInfo.InvariantCulture);
                var number = int.Parse(parts[1], CultureInfo.InvariantCulture);
                if (number != _next[writer])
                {
                    throw new AssertionException($"Writer {writer}: {number} came where {_next[writer]} was due.");
                }

                _next[writer]++;
            }

            Volatile.Write(ref _count, _count + packets.Count);
        }
    }
}
