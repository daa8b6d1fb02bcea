namespace SocketIoSharp.Protocol.EngineIo;

/// <summary>One Engine.IO packet as a view on somebody else's memory, valid only as long as that memory is, unless it says otherwise.</summary>
/// <param name="Type">The packet type.</param>
/// <param name="Body">The bytes after the type digit (UTF-8), or the raw bytes of a binary message.</param>
/// <param name="IsBinary">Whether <paramref name="Body"/> is a binary message.</param>
public readonly record struct EnginePacket(EnginePacketType Type, ReadOnlyMemory<byte> Body, bool IsBinary)
{
    /// <summary>Whether the memory of <see cref="Body"/> is never used again, so that it may be kept.</summary>
    public bool IsOwned { get; init; }

    /// <summary>A binary message.</summary>
    public static EnginePacket Binary(ReadOnlyMemory<byte> body) => new(EnginePacketType.Message, body, IsBinary: true);
}
