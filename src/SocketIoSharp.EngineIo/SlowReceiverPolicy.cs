namespace SocketIoSharp.EngineIo;

/// <summary>
/// What happens when a packet finds the queue of its client full: <see cref="EngineIoOptions.MaxBufferedBytes"/> or <see cref="EngineIoOptions.MaxBufferedPackets"/> wait already. Nobody else
/// is ever delayed, whatever is chosen.
/// </summary>
public enum SlowReceiverPolicy
{
    /// <summary>The session is closed: <c>transport error</c>, <c>slow consumer</c>. The client comes back when it can, and with connection state recovery gets what it has missed.</summary>
    Close,

    /// <summary>
    /// Volatile packets are given up first: those that wait, then the one that has come. The session is closed only when a packet that is not volatile finds no room after that.
    /// </summary>
    DropVolatile,

    /// <summary>
    /// A packet for this one client waits for room, and the task that its emit has returned with it. A broadcast does not wait: it closes the session. So does an application that does not await:
    /// when as much waits for room as the queue holds.
    /// </summary>
    Wait,
}
