namespace SocketIoSharp.MessagePack.Tests.Fuzzing;

/// <summary>Vectors with changed bytes, the same ones every time.</summary>
internal sealed class MessagePackFuzzTests
{
    private const int Inputs = 60_000;

    [Test]
    public void Decode_MutatedMessages_NeverThrowsAndStaysSmall()
    {
        var random = new Random(20_260_201);
        var accepted = Enumerable.Range(0, Inputs).Count(_ => MessagePackPromises.TryMessage(random));

        accepted.Should().BeInRange(Inputs / 50, Inputs * 3 / 4);
    }
}
