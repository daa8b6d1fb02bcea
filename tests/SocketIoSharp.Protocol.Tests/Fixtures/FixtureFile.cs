using System.Text.Json;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

/// <summary>One file of vectors in <c>protocol-fixtures</c>.</summary>
internal sealed partial class FixtureFile
{
    private FixtureFile(string path)
    {
        using var stream = File.OpenRead(Path.Combine(RepositoryRoot.Path, "protocol-fixtures", path));
        using var document = JsonDocument.Parse(stream);
        Entries = [.. document.RootElement.EnumerateArray().Select(entry => entry.Clone())];
    }

    public static FixtureFile EnginePackets { get; } = new("engine.io/v4/packets.json");

    public static FixtureFile EnginePayloads { get; } = new("engine.io/v4/payloads.json");

    public static FixtureFile EngineHandshakes { get; } = new("engine.io/v4/handshakes.json");

    public static FixtureFile EngineErrors { get; } = new("engine.io/v4/errors.json");

    public static FixtureFile V3Packets { get; } = new("engine.io/v3/packets.json");

    public static FixtureFile V3Payloads { get; } = new("engine.io/v3/payloads.json");

    public static FixtureFile SocketPackets { get; } = new("socket.io/v5/packets.json");

    public static FixtureFile SocketBinary { get; } = new("socket.io/v5/binary.json");

    public static FixtureFile SocketErrors { get; } = new("socket.io/v5/errors.json");

    public IReadOnlyList<JsonElement> Entries { get; }

    public static string? DirectionOf(JsonElement entry) =>
        entry.TryGetProperty("direction", out var direction) ? direction.GetString() : null;
}
