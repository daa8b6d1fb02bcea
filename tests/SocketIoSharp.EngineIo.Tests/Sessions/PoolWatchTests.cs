using SocketIoSharp.EngineIo.Sessions;

namespace SocketIoSharp.EngineIo.Tests.Sessions;

internal sealed class PoolWatchTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Queue<IThreadPoolWorkItem> _pool = new();
    private readonly PoolWatch _watch;

    public PoolWatchTests() => _watch = new PoolWatch(_time, TimeSpan.FromSeconds(1), _pool.Enqueue);

    [Test]
    public void Look_ThreadsToSpare_IsNotLateAndSendsOneItemAtATime()
    {
        for (var i = 0; i < 3; i++)
        {
            _watch.Look().Should().BeFalse();
            _time.Leap(TimeSpan.FromSeconds(1));
            _watch.Look().Should().BeFalse();
            _pool.Should().ContainSingle();
            _pool.Dequeue().Execute();
        }
    }

    [Test]
    public void Look_ItemStillWaits_IsLate()
    {
        _watch.Look();
        _time.Leap(TimeSpan.FromMilliseconds(1001));

        _watch.IsLate.Should().BeTrue();
        _watch.Look().Should().BeTrue();
        _pool.Should().ContainSingle();
    }

    [Test]
    public void Look_ItemHasWaitedForTooLong_WasLateOnce()
    {
        _watch.Look();
        _time.Leap(TimeSpan.FromMilliseconds(1001));
        _pool.Dequeue().Execute();

        _watch.IsLate.Should().BeFalse();
        _watch.Look().Should().BeTrue();
        _pool.Dequeue().Execute();
        _watch.Look().Should().BeFalse();
    }
}
