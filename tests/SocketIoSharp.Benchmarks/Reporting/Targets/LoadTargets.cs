using static SocketIoSharp.Benchmarks.Reporting.KnownServers;

namespace SocketIoSharp.Benchmarks.Reporting.Targets;

/// <summary>What the load benchmark must show.</summary>
internal static class LoadTargets
{
    private const double FlatAcks = 1.15;
    private const double FlatBroadcasts = 1.3;

    public static IReadOnlyList<Target> All { get; } =
    [
        .. Cpu("Echo, 8 in flight: CPU per message", "echo-8", (Limit.AtMost, 1, Bun), (Limit.AtMost, 0.25, Node), (Limit.Below, 1, Kestrel)),
        .. Cpu("Echo, 1 in flight: CPU per message", "echo-1", (Limit.AtMost, 1, Kestrel), (Limit.AtMost, 1, Node)),
        Peer("Echo, 1 in flight: CPU per message", "echo-1", Figure.Cpu, Limit.AtMost, 1, Bun) with { IsAim = true },
        Own("Ack, 1 in flight: CPU per round trip", "ack", Figure.Cpu, Limit.AtMost, FlatAcks, "echo-1", "echo"),
        Own("Ack, 8 in flight: CPU per round trip", "ack-8", Figure.Cpu, Limit.AtMost, FlatAcks, "echo-8", "echo"),
        .. Cpu("Broadcast to 1,000: CPU per delivery", "broadcast-1000", (Limit.AtMost, 0.7, Kestrel), (Limit.AtMost, 0.2, Node), (Limit.AtMost, 0.25, Bun)),
        Own("Broadcast to 100: CPU per delivery", "broadcast-100", Figure.Cpu, Limit.AtMost, FlatBroadcasts, "broadcast-1000", "to 1,000"),
        Own("Broadcast to 5,000: CPU per delivery", "broadcast-5000", Figure.Cpu, Limit.AtMost, FlatBroadcasts, "broadcast-1000", "to 1,000"),
        new AmountTarget("Idle: memory per connection", Figure.Memory, Limit.AtMost, 2, new("idle-memory", Ours), new("idle-memory", Kestrel)),
        Peer("Idle: memory per connection", "idle-memory", Figure.Memory, Limit.Below, 1, Node),
        new AmountTarget("Idle: share of a core for 10,000 connections", Figure.IdleCpu, Limit.Below, 1, new("idle-cpu", Ours)),
        Peer("Connections per second, WebSocket", "connect-websocket", Figure.Rate, Limit.AtLeast, 0.9, Kestrel) with { CpuMayDecide = true },
        Peer("Connections per second, with upgrade", "connect-upgrade", Figure.Rate, Limit.AtLeast, 2, Node) with { CpuMayDecide = true },
        Peer("Polling echo: messages per second", "polling-echo", Figure.Rate, Limit.AtLeast, 2, Node) with { CpuMayDecide = true },
        Peer("1 MiB binary echo: bytes per second", "binary-1m", Figure.ByteRate, Limit.AtLeast, 1.5, Node) with { CpuMayDecide = true },
        Peer("1 MiB binary echo: bytes per second", "binary-1m", Figure.ByteRate, Limit.AtLeast, 0.8, Kestrel) with { CpuMayDecide = true },
        Peer("p99 at half load", "open-loop", Figure.P99, Limit.AtMost, 1, Node),
        Peer("p99 at half load", "open-loop", Figure.P99, Limit.AtMost, 1, Bun),
        Own("Two cores: CPU per message", "echo-8-two-cores", Figure.Cpu, Limit.AtMost, 1.25, "echo-8", "one core"),
        Own("Two cores: messages per second", "echo-8-two-cores", Figure.Rate, Limit.AtLeast, 1.6, "echo-8", "one core"),
    ];

    private static IEnumerable<Target> Cpu(string what, string scenario, params (Limit Limit, double Factor, string Server)[] peers) =>
        peers.Select(peer => Peer(what, scenario, Figure.Cpu, peer.Limit, peer.Factor, peer.Server));

    private static RatioTarget Peer(string what, string scenario, Figure figure, Limit limit, double factor, string server) =>
        new(what, figure, limit, factor, new Contender(scenario, Ours), new Contender(scenario, server), LabelOf(server));

    private static RatioTarget Own(string what, string scenario, Figure figure, Limit limit, double factor, string otherScenario, string name) =>
        new(what, figure, limit, factor, new Contender(scenario, Ours), new Contender(otherScenario, Ours), name);
}
