namespace SocketIoSharp.Protocol.EngineIo;

/// <summary>The type of an Engine.IO packet. The value is the ASCII digit that stands first in its text form.</summary>
public enum EnginePacketType : byte
{
    /// <summary>No type: what revision 3 makes of a binary packet whose type nobody knows. Such a packet is ignored.</summary>
    None = 0,

    /// <summary>The handshake: session id, upgrades and heartbeat times.</summary>
    Open = (byte)'0',

    /// <summary>The transport is about to be closed.</summary>
    Close = (byte)'1',

    /// <summary>Heartbeat request; sent by the server, and by a client only while it probes a transport.</summary>
    Ping = (byte)'2',

    /// <summary>Heartbeat answer.</summary>
    Pong = (byte)'3',

    /// <summary>Payload of the layer above.</summary>
    Message = (byte)'4',

    /// <summary>Completes an upgrade.</summary>
    Upgrade = (byte)'5',

    /// <summary>Ends a pending poll.</summary>
    Noop = (byte)'6',
}
