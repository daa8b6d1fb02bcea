using System.Text;
using System.Text.Json;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.Protocol.Tests.Fixtures;

/// <summary>A packet as the Engine.IO fixtures state it.</summary>
internal sealed record EngineFixturePacket(EnginePacketType Type, byte[] Body, bool IsBinary)
{
    public static EngineFixturePacket Of(JsonElement packet)
    {
        // Revision 3 knows binary packets without a type.
        var type = packet.TryGetProperty("type", out var name) ? Enum.Parse<EnginePacketType>(name.GetString()!, ignoreCase: true) : EnginePacketType.None;
        var data = packet.TryGetProperty("data", out var value) ? FixtureMessage.Of(value) : new FixtureMessage([], IsBinary: false);
        return new EngineFixturePacket(type, data.Bytes, data.IsBinary);
    }

    public static EngineFixturePacket Of(EnginePacket packet) => new(packet.Type, packet.Body.ToArray(), packet.IsBinary);

    public FrameGroup Encode() => IsBinary ? FrameGroup.FromBinary(Body) : FrameGroup.FromParts([(byte)Type], Body, []);

    public bool Equals(EngineFixturePacket? other) =>
        other is not null && Type == other.Type && IsBinary == other.IsBinary && Body.AsSpan().SequenceEqual(other.Body);

    public override int GetHashCode() => HashCode.Combine(Type, IsBinary, Body.Length);

    public override string ToString() =>
        $"{Type} {(IsBinary ? Convert.ToHexString(Body) : Encoding.UTF8.GetString(Body))}";
}
