namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>The type of a Socket.IO packet. The value is the digit on the wire.</summary>
public enum PacketType : byte
{
    /// <summary>Connection to a namespace.</summary>
    Connect = 0,

    /// <summary>Disconnection from a namespace.</summary>
    Disconnect = 1,

    /// <summary>An event.</summary>
    Event = 2,

    /// <summary>The answer to an event.</summary>
    Ack = 3,

    /// <summary>A refused connection to a namespace.</summary>
    ConnectError = 4,

    /// <summary>An event with attachments. Only on the wire: decoded packets say <see cref="Event"/>.</summary>
    BinaryEvent = 5,

    /// <summary>An answer with attachments. Only on the wire: decoded packets say <see cref="Ack"/>.</summary>
    BinaryAck = 6,
}
