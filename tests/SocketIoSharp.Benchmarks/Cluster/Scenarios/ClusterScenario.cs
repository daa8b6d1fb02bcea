using SocketIoSharp.Benchmarks.Dialects;
using SocketIoSharp.Benchmarks.Load;

namespace SocketIoSharp.Benchmarks.Cluster.Scenarios;

/// <summary>
/// Something that is measured of a cluster. A client on the first node sends; what it sends is done when the clients on all nodes have received the broadcast
/// that it causes.
/// </summary>
/// <param name="Name">What it is called on the command line and in the raw data.</param>
/// <param name="Title">What it is called in tables and plots.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Nodes">The number of nodes.</param>
/// <param name="InFlight">How many are under way at a time.</param>
/// <param name="UnitsEach">How many of what is counted one message of the client causes.</param>
/// <param name="Frame">The message.</param>
internal sealed record ClusterScenario(string Name, string Title, string Unit, int Nodes, int InFlight, int UnitsEach, byte[] Frame)
{
    public const string Latency = "latency";

    private const int Window = 32;
    private const int MembershipChanges = 20;

    private static readonly SocketIoDialect Dialect = new();
    private static readonly string Text = $"\"{new string('x', 30)}\"";

    /// <summary>What is played on one server without an engine, to compare latencies with.</summary>
    public static ClusterScenario Alone { get; } = new("alone", "One broadcast at a time on one server", "broadcast", Nodes: 1, InFlight: 1, 1, Dialect.Event("broadcast", Text));

    public static IReadOnlyList<ClusterScenario> All { get; } =
    [
        new("broadcast", "Broadcasts through two nodes", "broadcast", Nodes: 2, Window, 1, Dialect.Event("broadcast", Text)),
        new("room", "Broadcasts to a room through two nodes", "broadcast", Nodes: 2, Window, 1, Dialect.Event("room", Text)),
        new("binary", "Binary broadcasts of 1 KiB through two nodes", "broadcast", Nodes: 2, Window, 1, Dialect.BinaryEvent("binary", new byte[1024])),
        new(Latency, "One broadcast at a time through two nodes", "broadcast", Nodes: 2, InFlight: 1, 1, Dialect.Event("broadcast", Text)),
        new("membership", "Sockets of two nodes join a room and leave it", "join and leave", Nodes: 2, InFlight: 1, MembershipChanges, Dialect.Event("regroup", $"{MembershipChanges}")),
        new("four-nodes", "Broadcasts through four nodes", "broadcast", Nodes: 4, Window, 1, Dialect.Event("broadcast", Text)),
        new("eight-nodes", "Broadcasts through eight nodes", "broadcast", Nodes: 8, Window, 1, Dialect.Event("broadcast", Text)),
    ];

    /// <summary>A number of messages, to be sent at once.</summary>
    public byte[] Burst(int count) => ClientFrames.Repeat(Frame, count);
}
