using System.Buffers;
using System.Text.Json;

namespace SocketIoSharp.Protocol.EngineIo;

/// <summary>The handshake that opens every session.</summary>
/// <param name="SessionId">The session id.</param>
/// <param name="Upgrades">The transports that the client may upgrade to.</param>
/// <param name="PingInterval">The time between a pong and the next ping.</param>
/// <param name="PingTimeout">The time that a client has for its pong.</param>
/// <param name="MaxPayload">The largest message or body that the server accepts, in bytes.</param>
public sealed record OpenPacket(
    string SessionId, IReadOnlyList<string> Upgrades, TimeSpan PingInterval, TimeSpan PingTimeout, int MaxPayload)
{
    /// <summary>Encodes the packet, type digit included: <c>0{"sid":…}</c>.</summary>
    public byte[] Encode()
    {
        var output = new ArrayBufferWriter<byte>(160);
        output.Write("0"u8);
        using var json = new Utf8JsonWriter(output);

        // The order of the keys is the reference server's.
        json.WriteStartObject();
        json.WriteString("sid"u8, SessionId);
        json.WriteStartArray("upgrades"u8);
        foreach (var upgrade in Upgrades)
        {
            json.WriteStringValue(upgrade);
        }

        json.WriteEndArray();
        json.WriteNumber("pingInterval"u8, (long)PingInterval.TotalMilliseconds);
        json.WriteNumber("pingTimeout"u8, (long)PingTimeout.TotalMilliseconds);
        json.WriteNumber("maxPayload"u8, MaxPayload);
        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }
}
