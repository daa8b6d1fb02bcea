using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Revisions.V3;

/// <summary>The client pings and the server answers. A client that does not for as long as an interval and a timeout is gone, whatever else it sends.</summary>
internal sealed class ClientHeartbeat(EngineClock clock, long interval, long timeout) : Heartbeat
{
    private long _pingOverdue = clock.Now + interval + timeout;

    public override bool IsOverdue(long now) => now >= Volatile.Read(ref _pingOverdue);

    public override bool TryPing(long now) => false;

    public override bool TryBeat(EnginePacketType type, out FrameGroup? answer)
    {
        if (type is not EnginePacketType.Ping)
        {
            answer = null;
            return false;
        }

        Volatile.Write(ref _pingOverdue, clock.Now + interval + timeout);
        answer = FrameGroup.Pong;
        return true;
    }

    public override void OnPacket()
    {
        // Not a ping: the reference does not count it either.
    }

    // A ping may be among what has waited.
    public override void OnKeptWaiting() =>
        Volatile.Write(ref _pingOverdue, Math.Max(Volatile.Read(ref _pingOverdue), clock.Now + timeout));
}
