namespace SocketIoSharp.Protocol.EngineIo;

/// <summary>Walks the packets of one long-polling body.</summary>
public interface IEnginePacketReader
{
    /// <summary>The packet that the last successful <see cref="TryRead"/> found.</summary>
    EnginePacket Current { get; }

    /// <summary>Whether all packets were read.</summary>
    bool IsAtEnd { get; }

    /// <summary>Reads the next packet into <see cref="Current"/>.</summary>
    /// <returns><see langword="false"/> when the rest of the body is malformed.</returns>
    /// <exception cref="InvalidOperationException">All packets were read.</exception>
    bool TryRead();
}
