using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>The deadlines by which a session finds out that its client is gone. Called by the session's reader and by the clock, which may race.</summary>
internal abstract class Heartbeat
{
    /// <summary>Whether the client has missed its deadline.</summary>
    public abstract bool IsOverdue(long now);

    /// <summary>Whether a ping is to be sent now.</summary>
    public abstract bool TryPing(long now);

    /// <summary>A ping or a pong arrived.</summary>
    /// <param name="type">Which of the two.</param>
    /// <param name="answer">What is to be sent back, if anything.</param>
    /// <returns><see langword="false"/> when a client must not send it.</returns>
    public abstract bool TryBeat(EnginePacketType type, out FrameGroup? answer);

    /// <summary>Any other packet arrived.</summary>
    public abstract void OnPacket();

    /// <summary>The server itself has kept the client's packets waiting, so the client gets its whole time again.</summary>
    public abstract void OnKeptWaiting();
}
