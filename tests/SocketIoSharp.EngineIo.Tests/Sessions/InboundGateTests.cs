using SocketIoSharp.EngineIo.Sessions;

namespace SocketIoSharp.EngineIo.Tests.Sessions;

internal sealed class InboundGateTests
{
    private readonly InboundGate _gate = new();

    [Test]
    public void TryEnter_Taken_IsRefusedUntilItIsFree()
    {
        _gate.TryEnter().Should().BeTrue();
        _gate.TryEnter().Should().BeFalse();

        _gate.Leave();

        _gate.TryEnter().Should().BeTrue();
    }

    [Test]
    public void Enter_Free_IsInAtOnce()
    {
        _gate.EnterAsync().IsCompleted.Should().BeTrue();
        _gate.TryEnter().Should().BeFalse();
    }

    [Test]
    public async Task Enter_Taken_IsInWhenTheOtherLeavesAndNobodySlipsInBetween()
    {
        _gate.TryEnter();
        var entering = _gate.EnterAsync();
        entering.IsCompleted.Should().BeFalse();

        _gate.Leave();

        await entering.Soon();
        _gate.TryEnter().Should().BeFalse();
        _gate.Leave();
        _gate.TryEnter().Should().BeTrue();
    }
}
