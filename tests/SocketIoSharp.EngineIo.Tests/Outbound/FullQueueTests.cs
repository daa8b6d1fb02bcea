using SocketIoSharp.EngineIo.Outbound;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Tests.Outbound;

/// <summary>What a queue does with one group more than it holds.</summary>
internal sealed class FullQueueTests
{
    private const int Room = 3;

    [Test]
    public void Enqueue_AsManyPacketsAsMayWait_OverflowsWithTheNext([Values] SlowReceiverPolicy policy)
    {
        var queue = Full(policy);

        Enqueue(queue, "next").Should().Be(EnqueueResult.Overflow);

        queue.Packets.Should().Be(Room);
    }

    [Test]
    public void Enqueue_PacketsHaveLeft_IsAcceptedAgain()
    {
        var queue = Full(SlowReceiverPolicy.Close);
        OutboundQueueTests.Take(queue).Should().HaveCount(Room);

        Enqueue(queue, "next").Should().Be(EnqueueResult.Accepted);
    }

    [Test]
    public void Enqueue_PacketsAreBeingWritten_CountAsWaiting()
    {
        var queue = Full(SlowReceiverPolicy.Close);
        FrameGroup[] groups = [];
        var count = queue.TakeAll(ref groups);

        Enqueue(queue, "next").Should().Be(EnqueueResult.Overflow);
        queue.Complete(groups.AsSpan(0, count));
        Enqueue(queue, "next").Should().Be(EnqueueResult.Accepted);
    }

    [Test]
    public void DropVolatile_VolatileOnesWait_GiveUpTheirPlacesAndOrderStays()
    {
        var queue = Returning(SlowReceiverPolicy.DropVolatile);
        Enqueue(queue, "v1", isVolatile: true);
        Enqueue(queue, "a");
        Enqueue(queue, "v2", isVolatile: true);

        Enqueue(queue, "b").Should().Be(EnqueueResult.Accepted);
        Enqueue(queue, "c").Should().Be(EnqueueResult.Accepted);

        Enqueue(queue, "d").Should().Be(EnqueueResult.Overflow);
        queue.TakeGivenUp().Should().Be(2);
        queue.TakeGivenUp().Should().Be(0);
        queue.Packets.Should().Be(Room);
        OutboundQueueTests.Take(queue).Should().Equal("a", "b", "c");
        queue.Bytes.Should().Be(0);
    }

    [Test]
    public void DropVolatile_TakenBefore_AreNotGivenUp()
    {
        var queue = Returning(SlowReceiverPolicy.DropVolatile);
        Enqueue(queue, "v1", isVolatile: true);
        FrameGroup[] groups = [];
        queue.TakeAll(ref groups, isReturning: true);
        Enqueue(queue, "a");
        Enqueue(queue, "b");

        Enqueue(queue, "c").Should().Be(EnqueueResult.Overflow, "the volatile one is on its way");
        queue.TakeGivenUp().Should().Be(0);
    }

    [Test]
    public void DropVolatile_VolatileOneFindsNoRoom_IsDroppedAlone()
    {
        var queue = Returning(SlowReceiverPolicy.DropVolatile);
        Fill(queue);

        Enqueue(queue, "v", isVolatile: true).Should().Be(EnqueueResult.Dropped);
    }

    [Test]
    public void Close_VolatileOneFindsNoRoom_Overflows()
    {
        var queue = Returning(SlowReceiverPolicy.Close);
        Fill(queue);

        Enqueue(queue, "v", isVolatile: true).Should().Be(EnqueueResult.Overflow);
    }

    [Test]
    public void Wait_SendersThatAwait_FindAsMuchRoomAgainAndNoMore()
    {
        var queue = Full(SlowReceiverPolicy.Wait);
        for (var i = 0; i < Room; i++)
        {
            queue.TryEnqueue(OutboundQueueTests.Group("w"), isVolatile: false, isAwaited: true).Should().Be(EnqueueResult.Accepted);
            Enqueue(queue, "broadcast").Should().Be(EnqueueResult.Overflow);
        }

        queue.TryEnqueue(OutboundQueueTests.Group("w"), isVolatile: false, isAwaited: true).Should().Be(EnqueueResult.Overflow);
    }

    [TestCase(SlowReceiverPolicy.Close)]
    [TestCase(SlowReceiverPolicy.DropVolatile)]
    public void OtherPolicies_SendersThatAwait_FindNoMoreRoomThanOthers(SlowReceiverPolicy policy) =>
        Full(policy).TryEnqueue(OutboundQueueTests.Group("w"), isVolatile: false, isAwaited: true).Should().Be(EnqueueResult.Overflow);

    private static OutboundQueue Create(SlowReceiverPolicy policy) => new(new QueueLimits(10_000, 10_000, Room, policy));

    private static OutboundQueue Full(SlowReceiverPolicy policy)
    {
        var queue = Create(policy);
        Fill(queue);
        return queue;
    }

    // Its reader has taken what was there and is about to come back: volatile packets are taken.
    private static OutboundQueue Returning(SlowReceiverPolicy policy)
    {
        var queue = Create(policy);
        FrameGroup[] groups = [];
        queue.TakeAll(ref groups, isReturning: true);
        return queue;
    }

    private static void Fill(OutboundQueue queue)
    {
        for (var i = 0; i < Room; i++)
        {
            Enqueue(queue, $"{i}").Should().Be(EnqueueResult.Accepted);
        }
    }

    private static EnqueueResult Enqueue(OutboundQueue queue, string text, bool isVolatile = false) => queue.TryEnqueue(OutboundQueueTests.Group(text), isVolatile);
}
