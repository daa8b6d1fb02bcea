namespace SocketIoSharp.Adapters;

/// <summary>A socket that a client comes back to.</summary>
/// <param name="session">What was saved. It must not be given out a second time.</param>
/// <param name="missedPackets">The events that the client has missed, oldest first, each with its offset as the last argument.</param>
public sealed class RestoredSession(SavedSession session, IReadOnlyList<OutgoingPacket> missedPackets)
{
    /// <summary>What was saved.</summary>
    public SavedSession Session { get; } = session;

    /// <summary>The events that the client has missed, oldest first, each with its offset as the last argument.</summary>
    public IReadOnlyList<OutgoingPacket> MissedPackets { get; } = missedPackets;

    /// <summary>Up to where the missed events were looked for.</summary>
    internal long Position { get; init; }

    /// <summary>Whether more was missed than the client's queue holds, so that not all of it was read.</summary>
    internal bool IsTooMuch { get; init; }

    /// <summary>What gathers the events from there on, until it is disposed of.</summary>
    internal IDisposable? Late { get; init; }
}
