using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.FuzzTarget;

/// <summary>Socket.IO 5: the messages of one connection, up to the first malformed one.</summary>
internal static class SocketTarget
{
    private static readonly JsonPacketParser Parser = new();

    public static string DecodeMessages(byte[] content)
    {
        var decoder = Parser.CreateDecoder();
        var results = new List<string>();
        foreach (var (isBinary, bytes) in InputReader.Messages(content))
        {
            var status = decoder.Decode(bytes, isBinary, out var packet, out _);
            results.Add(status switch
            {
                DecodeStatus.Complete => Digest.Of(Describe(packet)),
                DecodeStatus.Incomplete => "more",
                _ => "refused",
            });
            if (status is DecodeStatus.Failed)
            {
                break;
            }
        }

        return string.Join(' ', results);
    }

    private static string Describe(in Packet packet)
    {
        var id = packet.HasAckId ? CanonicalJson.Number(packet.AckId) : "";
        var data = packet.Json.IsEmpty ? "" : CanonicalJson.Of(packet.Json.Span, packet.Attachments);
        return $"{(int)packet.Type}|{CanonicalJson.Text(packet.Namespace)}|{id}|{data}";
    }
}
