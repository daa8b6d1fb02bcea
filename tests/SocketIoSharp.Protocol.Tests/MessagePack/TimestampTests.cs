using System.Text;
using SocketIoSharp.Protocol.MessagePack;

namespace SocketIoSharp.Protocol.Tests.MessagePack;

/// <summary>Extension type -1: how the adapters of a cluster send dates, and no client does.</summary>
internal sealed class TimestampTests
{
    // What @msgpack/msgpack 2.8 and notepack.io 3.0 write for these dates.
    [TestCase("d6ff00000000", "1970-01-01T00:00:00.000Z")]
    [TestCase("d6ff6553f100", "2023-11-14T22:13:20.000Z")]
    [TestCase("d7ff1d5353006553f100", "2023-11-14T22:13:20.123Z")]
    [TestCase("c70cff0754d4c0ffffffffffffffff", "1969-12-31T23:59:59.123Z")]
    [TestCase("c70cff000000007fffffffffffffff", null)]
    public void Timestamp_AmongNodes_IsADate(string hex, string? expected) =>
        Read(hex, acceptsTimestamps: true).Should().Be(expected is null ? "null" : $"\"{expected}\"");

    [TestCase("d6ff00000000")]
    [TestCase("d7ff1d5353006553f100")]
    [TestCase("c70cff0754d4c0ffffffffffffffff")]
    public void Timestamp_OfAClient_IsRefused(string hex) => Read(hex, acceptsTimestamps: false).Should().Be("unknown extension type");

    [TestCase("d4ff00")]
    [TestCase("d5ff0000")]
    [TestCase("d801" + "00000000000000000000000000000000")]
    public void Extension_OfAnotherTypeOrLength_IsRefused(string hex) => Read(hex, acceptsTimestamps: true).Should().Be("unknown extension type");

    private static string Read(string hex, bool acceptsTimestamps)
    {
        var json = new MessagePackToJson(maxDepth: 8, maxAttachments: 8, acceptsTimestamps);
        var reader = new MessagePackReader(Convert.FromHexString(hex));
        return json.Build(ref reader) ?? Encoding.UTF8.GetString(json.Json.Span);
    }
}
