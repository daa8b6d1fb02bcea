using System.Text;
using System.Text.Json;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

/// <summary>What goes over the wire as one message: a JSON string in a fixture, or <c>{"base64": "…"}</c>.</summary>
internal readonly record struct FixtureMessage(byte[] Bytes, bool IsBinary)
{
    public static FixtureMessage Of(JsonElement wire) => wire.ValueKind is JsonValueKind.String
        ? new FixtureMessage(Encoding.UTF8.GetBytes(wire.GetString()!), IsBinary: false)
        : new FixtureMessage(wire.GetProperty("base64").GetBytesFromBase64(), IsBinary: true);

    public static FixtureMessage[] AllOf(JsonElement entry) =>
        [.. entry.GetProperty("wire").EnumerateArray().Select(Of)];
}
