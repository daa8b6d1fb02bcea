using SocketIoSharp.EngineIo.Sessions;

namespace SocketIoSharp.EngineIo.Tests.Sessions;

internal sealed class EngineClockTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<long> _ticks = [];
    private readonly EngineClock _clock;

    public EngineClockTests() => _clock = Start((now, _) => _ticks.Add(now));

    public void Dispose() => _clock.Dispose();

    [Test]
    public void Tick_NothingAskedFor_ComesTwiceASecond()
    {
        _time.Advance(TimeSpan.FromSeconds(2));

        _ticks.Should().Equal(500, 1000, 1500, 2000);
    }

    [Test]
    public void RequestTick_Earlier_ComesSoonAfter()
    {
        _clock.RequestTick(123);
        _time.Advance(TimeSpan.FromSeconds(1));

        _ticks.Should().Equal(150, 650);
    }

    [Test]
    public void RequestTick_ManyDeadlines_ShareTheirTicks()
    {
        for (var deadline = 1; deadline < 500; deadline++)
        {
            _clock.RequestTick(deadline);
        }

        _time.Advance(TimeSpan.FromMilliseconds(500));

        _ticks.Should().Equal(50);
    }

    [Test]
    public void RequestTick_Later_ChangesNothing()
    {
        _clock.RequestTick(600);
        _clock.RequestTick(EngineClock.Never);
        _time.Advance(TimeSpan.FromMilliseconds(999));

        _ticks.Should().Equal(500);
    }

    [Test]
    public void RequestTick_InThePast_ComesAtOnce()
    {
        _time.Advance(TimeSpan.FromMilliseconds(700));
        _clock.RequestTick(5);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        _ticks.Should().Equal(500, 701);
    }

    [Test]
    public void RequestTick_DuringTheTick_IsHeard()
    {
        EngineClock? asking = null;
        var ticks = new List<long>();
        asking = Start((now, _) =>
        {
            ticks.Add(now);
            asking!.RequestTick(now + 100);
        });
        using (asking)
        {
            _time.Advance(TimeSpan.FromMilliseconds(900));
        }

        ticks.Should().Equal(500, 650, 800);
    }

    [TestCase(1000, false)]
    [TestCase(1001, true)]
    public void Tick_LaterThanTolerated_SaysThatTheServerWasLate(int lateness, bool isLate)
    {
        var late = new List<bool>();
        using var clock = Start((_, wasLate) => late.Add(wasLate));

        _time.Leap(TimeSpan.FromMilliseconds(500 + lateness));
        clock.IsLate.Should().Be(isLate);
        _time.Advance(TimeSpan.FromSeconds(1));

        late.Should().Equal(isLate, false, false);
        clock.IsLate.Should().BeFalse();
    }

    [Test]
    public void Dispose_Always_EndsTheTicks()
    {
        _clock.Dispose();
        _clock.RequestTick(10);
        _time.Advance(TimeSpan.FromSeconds(5));

        _ticks.Should().BeEmpty();
    }

    private EngineClock Start(Action<long, bool> tick) => new(_time, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), tick);
}
