namespace SocketIoSharp.Endurance.Proxy;

/// <summary>What goes wrong in one direction of a connection.</summary>
/// <param name="Delay">How much later bytes arrive; those behind them are under way meanwhile.</param>
/// <param name="CutAfter">How many bytes pass before the connection is cut, wherever in a frame that is; null for no end.</param>
/// <param name="StallAfter">How many bytes pass before the connection stalls; null for never.</param>
/// <param name="Stall">How long nothing passes then, either way.</param>
internal sealed record FlowFaults(TimeSpan Delay = default, long? CutAfter = null, long? StallAfter = null, TimeSpan Stall = default)
{
    public static FlowFaults None { get; } = new();
}
