namespace SocketIoSharp.Protocol.Tests.Fuzzing;

internal sealed class WebSocketFuzzTests
{
    [Test]
    public void Decoder_MutatedStreams_HoldsItsPromises()
    {
        var outcomes = new Dictionary<string, int>();
        FuzzRun.Repeat(20_000, random => WebSocketPromises.TryMutated(random, outcomes));
        outcomes.Keys.Should().Contain(["text", "binary", "ping", "pong", "close", "failed:1002", "failed:1007", "failed:1009"]);
    }

    [Test]
    public void Decoder_RandomFrames_HoldsItsPromises()
    {
        var outcomes = new Dictionary<string, int>();
        FuzzRun.Repeat(20_000, random => WebSocketPromises.TryMadeUp(random, outcomes));
        outcomes.Keys.Should().Contain(["text", "binary", "ping", "pong", "close", "failed:1002", "failed:1007", "failed:1008", "failed:1009"]);
    }
}
