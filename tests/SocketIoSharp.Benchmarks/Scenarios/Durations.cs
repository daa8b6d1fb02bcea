namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>How long and how large runs are.</summary>
internal sealed record Durations(
    int Rounds, bool HasWarmUpRound, TimeSpan FirstWarmUp, TimeSpan WarmUp, TimeSpan Measured, TimeSpan Storm, TimeSpan Settling, TimeSpan IdleWatched, int IdleConnections)
{
    // One interval of the default heartbeats, so that every connection beats once.
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(25);

    public static Durations Full { get; } = new(
        Rounds: 5, HasWarmUpRound: true, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1), Storm: TimeSpan.FromSeconds(3), Settling: TimeSpan.FromSeconds(1), HeartbeatInterval, IdleConnections: 10_000);

    public static Durations Quick { get; } = new(
        Rounds: 1, HasWarmUpRound: false, TimeSpan.FromSeconds(0.6), TimeSpan.FromSeconds(0.15), TimeSpan.FromSeconds(0.3), Storm: TimeSpan.FromSeconds(0.5), Settling: TimeSpan.FromSeconds(0.3), HeartbeatInterval, IdleConnections: 1000);
}
