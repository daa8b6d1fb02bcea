namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>The result of <see cref="PacketDecoder.Decode"/>.</summary>
public enum DecodeStatus
{
    /// <summary>The packet needs further messages.</summary>
    Incomplete,

    /// <summary>A packet is there.</summary>
    Complete,

    /// <summary>The message is malformed.</summary>
    Failed,
}
