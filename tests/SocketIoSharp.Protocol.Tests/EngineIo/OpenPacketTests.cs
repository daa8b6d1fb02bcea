using System.Text;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Tests.Fixtures;

namespace SocketIoSharp.Protocol.Tests.EngineIo;

internal sealed class OpenPacketTests
{
    [Test]
    public void Encode_Handshake_IsThatOfTheFixture()
    {
        var expected = FixtureFile.EnginePackets.Entries.Single(entry => entry.GetProperty("name").GetString() == "open with a handshake");
        var packet = new OpenPacket("lv_VI97HAXpY6yYWAAAC", ["websocket"], TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(20), 1_000_000);

        Encoding.UTF8.GetString(packet.Encode()).Should().Be(expected.GetProperty("wire").GetString());
    }

    [Test]
    public void Encode_NoUpgradesAndOddTimes_AreWrittenAsTheyAre()
    {
        var packet = new OpenPacket("a", [], TimeSpan.FromMilliseconds(1.9), TimeSpan.FromDays(20), int.MaxValue);

        Encoding.UTF8.GetString(packet.Encode())
            .Should().Be("""0{"sid":"a","upgrades":[],"pingInterval":1,"pingTimeout":1728000000,"maxPayload":2147483647}""");
    }
}
