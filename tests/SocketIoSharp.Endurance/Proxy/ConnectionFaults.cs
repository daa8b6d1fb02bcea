namespace SocketIoSharp.Endurance.Proxy;

/// <summary>What goes wrong with one connection.</summary>
internal sealed record ConnectionFaults
{
    public static ConnectionFaults None { get; } = new();

    /// <summary>Whether it is reset before a byte has passed.</summary>
    public bool IsRefused { get; init; }

    public FlowFaults ToServer { get; init; } = FlowFaults.None;

    public FlowFaults ToClient { get; init; } = FlowFaults.None;

    /// <summary>How it ends where a flow is cut.</summary>
    public CutManner Manner { get; init; }

    /// <summary>Whether the server gets all that the client says a second time, on a connection of its own: see <see cref="Replay"/>.</summary>
    public bool IsReplayed { get; init; }
}
