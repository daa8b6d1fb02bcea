namespace SocketIoSharp.Protocol.Tests.Fuzzing;

internal sealed class EngineIoFuzzTests
{
    [Test]
    public void PacketCodec_MutatedPackets_HoldsItsPromises() => FuzzRun.Repeat(30_000, EngineIoPromises.TryPacket);

    [Test]
    public void PayloadReader_MutatedPayloads_HoldsItsPromises() => FuzzRun.Repeat(30_000, EngineIoPromises.TryPayload);

    [Test]
    public void PollingPayload_PacketsOfMutatedPayloads_AreReadBack() => FuzzRun.Repeat(10_000, EngineIoPromises.TryWriting);
}
