namespace SocketIoSharp.Protocol.Tests.Fuzzing;

internal sealed class SocketIoFuzzTests
{
    [Test]
    public void Decoder_MutatedPackets_HoldsItsPromises() => OwnThread.Run(() =>
    {
        // One connection after the other, each ended by its first error.
        var decoder = SocketIoPromises.CreateDecoder();
        var statuses = new int[3];
        FuzzRun.Repeat(110_000, random => statuses[(int)SocketIoPromises.TryPacket(decoder, random)]++);

        statuses.Should().OnlyContain(count => count > 100, "every outcome is tried");
    });
}
