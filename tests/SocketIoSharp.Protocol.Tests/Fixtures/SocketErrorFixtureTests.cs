using System.Text.Json;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

internal sealed class SocketErrorFixtureTests
{
    private static IEnumerable<TestCaseData> RefusedByBoth => FixtureFile.SocketErrors.Cases(entry => !IsAcceptedByTheReference(entry));

    private static IEnumerable<TestCaseData> AcceptedByTheReference => FixtureFile.SocketErrors.Cases(IsAcceptedByTheReference);

    [TestCaseSource(nameof(RefusedByBoth))]
    public void SocketPacket_Malformed_IsRefusedInTheWordsOfTheReference(JsonElement entry) => ShouldBeRefused(entry);

    [TestCaseSource(nameof(AcceptedByTheReference))]
    public void SocketPacket_MalformedButAcceptedByTheReference_IsRefused(JsonElement entry) => ShouldBeRefused(entry);

    [Test]
    public void SocketErrorFixtures_EveryDifferenceToTheReference_HasAReason() =>
        FixtureFile.SocketErrors.Entries.Where(entry => entry.TryGetProperty("reference", out _)).Should().NotBeEmpty()
            .And.OnlyContain(entry => IsAcceptedByTheReference(entry) && entry.GetProperty("reason").GetString() != "");

    private static void ShouldBeRefused(JsonElement entry)
    {
        var decoder = new JsonPacketParser().CreateDecoder();
        var wire = FixtureMessage.AllOf(entry);
        var at = entry.GetProperty("at").GetInt32();
        foreach (var message in wire[..at])
        {
            decoder.Decode(message.Bytes, message.IsBinary, out _, out _).Should().NotBe(DecodeStatus.Failed);
        }

        decoder.Decode(wire[at].Bytes, wire[at].IsBinary, out _, out var reason).Should().Be(DecodeStatus.Failed);
        reason.Should().Be(entry.GetProperty("error").GetString());
    }

    private static bool IsAcceptedByTheReference(JsonElement entry) =>
        entry.TryGetProperty("reference", out var reference) && reference.GetString() == "accepts";
}
