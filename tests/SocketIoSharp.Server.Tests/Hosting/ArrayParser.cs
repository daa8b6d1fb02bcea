using System.Text;
using System.Text.Json;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Server.Tests.Hosting;

/// <summary>Somebody's own wire format: <c>[type,namespace,id,data]</c>, without binary. It throws at what it does not know.</summary>
internal sealed class ArrayParser : PacketParser
{
    public int Decoders { get; private set; }

    public override FrameGroup Encode(in Packet packet)
    {
        if (packet.Attachments.Length > 0)
        {
            throw new NotSupportedException("There is no binary in this format.");
        }

        var head = $"4[{(int)packet.Type},\"{packet.Namespace}\",{(packet.HasAckId ? packet.AckId : "null")},";
        return FrameGroup.FromText([.. Encoding.UTF8.GetBytes(head), .. packet.Json.IsEmpty ? "null"u8 : packet.Json.Span, (byte)']']);
    }

    public override PacketDecoder CreateDecoder()
    {
        Decoders++;
        return new Decoder();
    }

    private sealed class Decoder : PacketDecoder
    {
        public override DecodeStatus Decode(ReadOnlyMemory<byte> message, bool isBinary, out Packet packet, out string? reason)
        {
            (packet, reason) = (default, null);
            if (isBinary)
            {
                reason = "there is no binary in this format";
                return DecodeStatus.Failed;
            }

            if (message.Span.SequenceEqual("nothing"u8))
            {
                return DecodeStatus.Complete;
            }

            using var document = JsonDocument.Parse(message);
            var parts = document.RootElement;
            packet = new Packet(
                (PacketType)parts[0].GetInt32(),
                parts[1].GetString()!,
                parts[2].ValueKind is JsonValueKind.Null ? Packet.NoAck : parts[2].GetInt64(),
                parts[3].ValueKind is JsonValueKind.Null ? default : Encoding.UTF8.GetBytes(parts[3].GetRawText()),
                []);
            return DecodeStatus.Complete;
        }

        public override void Reset()
        {
        }
    }
}
