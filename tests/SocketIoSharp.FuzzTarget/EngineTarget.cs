using System.Text;
using SocketIoSharp.Protocol.EngineIo;

namespace SocketIoSharp.FuzzTarget;

/// <summary>Engine.IO 4: a payload is packets, of which the first malformed one is the last.</summary>
internal static class EngineTarget
{
    private const string Refused = "refused";

    public static string DecodePayload(byte[] payload)
    {
        var packets = new List<string>();
        var reader = new EnginePayloadReader(payload);
        while (!reader.IsAtEnd)
        {
            if (!reader.TryRead())
            {
                packets.Add(Refused);
                break;
            }

            packets.Add(Digest.Of(Describe(reader.Current)));
        }

        return string.Join(' ', packets);
    }

    private static string Describe(EnginePacket packet) => packet.IsBinary
        ? "b" + Convert.ToHexStringLower(packet.Body.Span)
        : (char)packet.Type + Convert.ToHexStringLower(Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(packet.Body.Span)));
}
