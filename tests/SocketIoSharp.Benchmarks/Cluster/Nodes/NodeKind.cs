using System.Globalization;
using SocketIoSharp.Benchmarks.Servers;

namespace SocketIoSharp.Benchmarks.Cluster.Nodes;

/// <summary>The servers that a cluster is made of: ours, and Socket.IO on Node.js with the official adapters.</summary>
/// <param name="Name">What it is called on the command line and in the raw data.</param>
/// <param name="Describe">How a node is started, of an engine, its port, and a prefix that keeps clusters on one engine apart.</param>
internal sealed record NodeKind(string Name, Func<string, string, string, BenchmarkedServer> Describe)
{
    public static IReadOnlyList<NodeKind> Find(Func<string, bool> isWanted) =>
    [
        .. new[] { new NodeKind(DotNetServers.Ours.Name, Ours), new NodeKind(JavaScriptServers.NodeName, Node) }.Where(kind => isWanted(kind.Name)),
    ];

    private static BenchmarkedServer Ours(string engine, string port, string prefix) =>
        DotNetServers.Ours with
        {
            Arguments = [DotNetServers.Ours.Arguments[0], "serve-node", engine, port, prefix],
            Settings = string.Create(CultureInfo.InvariantCulture, $"{DotNetServers.Ours.Settings} As a node MaxEventsPerSecond {ClusterNodeServer.MaxEventsPerSecond:N0}: one client sends for many."),
        };

    private static BenchmarkedServer Node(string engine, string port, string prefix) => JavaScriptServers.ClusterNode(engine, port, prefix);
}
