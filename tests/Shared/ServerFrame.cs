using System.Buffers.Binary;
using System.Text;

namespace SocketIoSharp.Tests.Shared;

/// <summary>A WebSocket frame that the server sent.</summary>
internal sealed record ServerFrame(byte Opcode, byte[] Payload)
{
    public string Text => Encoding.UTF8.GetString(Payload);

    /// <summary>The code of a close frame; 1005 when it has none.</summary>
    public int CloseCode => Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(Payload) : 1005;

    /// <summary>A packet in its text form: binary as base64, so that tests read the same over every transport.</summary>
    public string Packet => Opcode == ClientFrame.Binary ? "b" + Convert.ToBase64String(Payload) : Text;
}
