using System.Text;
using SocketIoSharp.EngineIo.Outbound;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Tests.Outbound;

internal sealed class OutboundQueueTests
{
    // A group of n text bytes counts n + 2, the header of its frame, and its keeping.
    private const int TextSize = 8;
    private const int GroupSize = TextSize + 2 + FrameGroup.Overhead;
    private const int HighWaterMark = 2 * GroupSize;
    private const int Limit = 4 * GroupSize;

    private readonly OutboundQueue _queue = new(new QueueLimits(HighWaterMark, Limit, int.MaxValue, SlowReceiverPolicy.Close));

    [Test]
    public void TakeAll_SeveralQueued_GivesThemInOrderAndOnce()
    {
        Enqueue("a").Should().Be(EnqueueResult.Accepted);
        Enqueue("b").Should().Be(EnqueueResult.Accepted);

        Take().Should().Equal("a", "b");
        Take().Should().BeEmpty();
    }

    [Test]
    public void TakeAll_MoreThanTheFirstArrayHolds_GivesAll()
    {
        var queue = new OutboundQueue(new QueueLimits(int.MaxValue, int.MaxValue, int.MaxValue, SlowReceiverPolicy.Close));
        var texts = Enumerable.Range(0, 100).Select(i => $"{i}").ToArray();
        Array.ForEach(texts, text => queue.TryEnqueue(Group(text), isVolatile: false));

        Take(queue).Should().Equal(texts);
    }

    [Test]
    public void Enqueue_UpToTheHighWaterMark_IsAcceptedAndBeyondItPressured()
    {
        Enqueue("1").Should().Be(EnqueueResult.Accepted);
        Enqueue("2").Should().Be(EnqueueResult.Accepted, "exactly the mark is queued");
        Enqueue("3").Should().Be(EnqueueResult.Pressured);
    }

    [Test]
    public void Enqueue_AtTheLimit_Overflows()
    {
        Enqueue("1");
        Enqueue("2");
        Enqueue("3");
        Enqueue("4").Should().Be(EnqueueResult.Pressured);

        Enqueue("5").Should().Be(EnqueueResult.Overflow);
        Take().Should().Equal("1", "2", "3", "4");
    }

    [Test]
    public void Enqueue_OneGroupLargerThanTheLimit_IsTakenWhenNothingElseWaits()
    {
        _queue.TryEnqueue(Group(new string('x', 5 * GroupSize)), isVolatile: false).Should().Be(EnqueueResult.Pressured);
        Enqueue("next").Should().Be(EnqueueResult.Overflow);
    }

    [Test]
    public void Bytes_WhatIsTaken_CountsUntilItHasLeft()
    {
        Enqueue("1");
        Enqueue("2");
        FrameGroup[] taken = [];
        var count = _queue.TakeAll(ref taken);
        Enqueue("3");

        _queue.Bytes.Should().Be(3 * GroupSize);
        _queue.Complete(taken.AsSpan(0, count));
        _queue.Bytes.Should().Be(GroupSize);
    }

    [Test]
    public async Task WaitForRelief_AboveTheMark_EndsWhenTheMarkIsReached()
    {
        Enqueue("1");
        Enqueue("2");
        Enqueue("3");
        var relief = _queue.WaitForReliefAsync();
        FrameGroup[] taken = [];
        var count = _queue.TakeAll(ref taken);
        relief.IsCompleted.Should().BeFalse("what is being written still counts");

        _queue.Complete(taken.AsSpan(0, count));

        await relief.Soon();
        _queue.WaitForReliefAsync().IsCompleted.Should().BeTrue();
    }

    [Test]
    public async Task WaitForRelief_Seal_EndsTheWait()
    {
        Enqueue("1");
        Enqueue("2");
        Enqueue("3");
        var relief = _queue.WaitForReliefAsync();

        _queue.Seal();

        await relief.Soon();
        _queue.WaitForReliefAsync().IsCompleted.Should().BeTrue();
    }

    [Test]
    public void Volatile_NobodyWaits_IsDropped()
    {
        EnqueueVolatile("v").Should().Be(EnqueueResult.Dropped);
        Take().Should().BeEmpty();
    }

    [Test]
    public async Task Volatile_ReaderWaits_IsAcceptedOnce()
    {
        var reader = new SignalReader();
        _queue.Park(reader).Should().Be(QueueSignal.None);

        EnqueueVolatile("1").Should().Be(EnqueueResult.Accepted);
        EnqueueVolatile("2").Should().Be(EnqueueResult.Dropped, "the reader is busy with the first");

        (await reader.WokenAsync()).Should().Be(QueueSignal.Readable);
        Take().Should().Equal("1");
    }

    [Test]
    public void Volatile_SomethingIsQueued_IsDropped()
    {
        _queue.Park(new SignalReader());
        Enqueue("1");

        EnqueueVolatile("v").Should().Be(EnqueueResult.Dropped);
    }

    [Test]
    public void Volatile_ReaderIsOnItsWayBack_IsAccepted()
    {
        Enqueue("1");
        FrameGroup[] taken = [];
        _queue.TakeAll(ref taken, isReturning: true);

        EnqueueVolatile("v").Should().Be(EnqueueResult.Accepted);

        _queue.Park(new SignalReader()).Should().Be(QueueSignal.Readable);
        Take().Should().Equal("v");
    }

    [Test]
    public void Volatile_ReaderHasStalled_IsDropped()
    {
        Enqueue("1");
        FrameGroup[] taken = [];
        _queue.TakeAll(ref taken, isReturning: true);

        _queue.Stall();

        EnqueueVolatile("v").Should().Be(EnqueueResult.Dropped);
    }

    [Test]
    public void Park_SomethingIsQueued_SaysSo()
    {
        Enqueue("1");

        _queue.Park(new SignalReader()).Should().Be(QueueSignal.Readable);
    }

    [Test]
    public async Task Park_Enqueue_WakesOnce()
    {
        var reader = new SignalReader();
        _queue.Park(reader);

        Enqueue("1");
        Enqueue("2");

        (await reader.WokenAsync()).Should().Be(QueueSignal.Readable);
        Take().Should().Equal("1", "2");
    }

    [Test]
    public async Task Interrupt_ParkedReader_IsSentAwayAndWhatFollowsStays()
    {
        var reader = new SignalReader();
        _queue.Park(reader);

        _queue.Interrupt(QueueSignal.Interrupted);
        Enqueue("1");

        (await reader.WokenAsync()).Should().Be(QueueSignal.Interrupted);
        reader.IsWoken.Should().BeFalse();
        Take().Should().Equal("1");
    }

    [Test]
    public void Interrupt_NobodyParked_ChangesNothing()
    {
        Enqueue("1");

        _queue.Interrupt(QueueSignal.Interrupted);

        Take().Should().Equal("1");
        _queue.Park(new SignalReader()).Should().Be(QueueSignal.None);
    }

    [Test]
    public void TryUnpark_WaitingReader_IsTakenBackOnce()
    {
        var reader = new SignalReader();
        _queue.Park(reader);

        _queue.TryUnpark(new SignalReader()).Should().BeFalse("that one does not wait");
        _queue.TryUnpark(reader).Should().BeTrue();
        _queue.TryUnpark(reader).Should().BeFalse();
        Enqueue("1");

        reader.IsWoken.Should().BeFalse();
    }

    [Test]
    public void TryUnpark_WokenReader_IsTooLate()
    {
        var reader = new SignalReader();
        _queue.Park(reader);
        Enqueue("1");

        _queue.TryUnpark(reader).Should().BeFalse();
    }

    [Test]
    public async Task Seal_ParkedReader_IsTold()
    {
        var reader = new SignalReader();
        _queue.Park(reader);

        _queue.Seal().Should().BeTrue();

        (await reader.WokenAsync()).Should().Be(QueueSignal.Closed);
    }

    [Test]
    public void Seal_SomethingQueued_IsDeliveredAndNothingAfterIt()
    {
        Enqueue("1");

        _queue.Seal().Should().BeFalse();

        Enqueue("2").Should().Be(EnqueueResult.Dropped);
        EnqueueVolatile("3").Should().Be(EnqueueResult.Dropped);
        _queue.Park(new SignalReader()).Should().Be(QueueSignal.Readable);
        Take().Should().Equal("1");
        _queue.Park(new SignalReader()).Should().Be(QueueSignal.Closed);
    }

    [Test]
    public void Clear_SomethingQueued_IsDroppedWithItsBytes()
    {
        Enqueue("1");
        FrameGroup[] taken = [];
        var count = _queue.TakeAll(ref taken);
        Enqueue("2");

        _queue.Drop();
        _queue.Seal();

        _queue.Bytes.Should().Be(GroupSize, "the first is still being written");
        Take().Should().BeEmpty();
        Enqueue("3").Should().Be(EnqueueResult.Dropped);
        _queue.Complete(taken.AsSpan(0, count));
        _queue.Bytes.Should().Be(0);
    }

    [Test]
    public void TryAcquire_Free_IsThereAtOnce()
    {
        _queue.TryAcquire(out var acquired).Should().BeTrue();
        acquired.IsCompleted.Should().BeTrue();
    }

    [Test]
    public async Task TryAcquire_ResponseBeingWritten_WaitsForItAndTheNextIsRefused()
    {
        _queue.TryAcquire(out _);
        Enqueue("1");
        _queue.Park(new SignalReader()).Should().Be(QueueSignal.Readable);

        _queue.TryAcquire(out var second).Should().BeTrue();
        second.IsCompleted.Should().BeFalse();
        _queue.TryAcquire(out _).Should().BeFalse("one waits already");

        _queue.Release();
        await second.Soon();
        _queue.TryAcquire(out _).Should().BeFalse("the second has not looked yet what there is");
        _queue.Park(new SignalReader()).Should().Be(QueueSignal.Readable);
        _queue.TryAcquire(out var third).Should().BeTrue();
        third.IsCompleted.Should().BeFalse();
    }

    [Test]
    public void TryAcquire_FirstHasOnlyJustCome_IsRefused()
    {
        _queue.TryAcquire(out _);

        _queue.TryAcquire(out _).Should().BeFalse();
    }

    [Test]
    public async Task TryAcquire_WebSocketHasTheQueue_Waits()
    {
        await _queue.AcquireAsync();

        _queue.TryAcquire(out var acquired).Should().BeTrue("it will be told that it is too late");
        acquired.IsCompleted.Should().BeFalse();
    }

    [Test]
    public void TryAcquire_ReaderParked_IsRefused()
    {
        _queue.TryAcquire(out _);
        _queue.Park(new SignalReader());

        _queue.TryAcquire(out _).Should().BeFalse();
    }

    [Test]
    public async Task Acquire_SeveralWait_GetItInTheirOrder()
    {
        await _queue.AcquireAsync();
        var second = _queue.AcquireAsync();
        var third = _queue.AcquireAsync();

        _queue.Release();
        await second.Soon();
        third.IsCompleted.Should().BeFalse();
        _queue.Release();
        await third.Soon();
        _queue.Release();

        _queue.AcquireAsync().IsCompleted.Should().BeTrue();
    }

    [Test]
    public void Recycle_SmallArray_IsKeptWithoutItsContent()
    {
        FrameGroup[] groups = [Group("1"), Group("2"), null!, null!];

        var kept = OutboundQueue.Recycle(groups, 2);

        kept.Should().BeSameAs(groups);
        kept.Should().OnlyContain(group => group == null);
    }

    [Test]
    public void Recycle_ArrayOfABurst_IsGivenUp() => OutboundQueue.Recycle(new FrameGroup[100_000], 100_000).Should().BeEmpty();

    internal static FrameGroup Group(string text) => FrameGroup.FromText(Encoding.UTF8.GetBytes(text));

    internal static List<string> Take(OutboundQueue queue)
    {
        FrameGroup[] groups = [];
        var count = queue.TakeAll(ref groups);
        queue.Complete(groups.AsSpan(0, count));
        return [.. groups.Take(count).Select(group => Encoding.UTF8.GetString(group.Text.Span).TrimEnd())];
    }

    private List<string> Take() => Take(_queue);

    private EnqueueResult Enqueue(string text) => _queue.TryEnqueue(Group(text.PadRight(TextSize)), isVolatile: false);

    private EnqueueResult EnqueueVolatile(string text) => _queue.TryEnqueue(Group(text), isVolatile: true);
}
