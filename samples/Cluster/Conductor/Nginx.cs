using System.Globalization;
using Cluster.Nodes;

namespace Cluster.Conductor;

/// <summary>The proxy in front of the nodes: connections go to one after the other.</summary>
internal static class Nginx
{
    public static ChildProcess Start(int port, int controlPort, IEnumerable<ClusterNode> nodes, Terminal terminal) =>
        ChildProcess.Start(
            "nginx",
            Shell.Undisturbed(Path.Combine(SampleFolder.Path, "nginx", "start-nginx.sh"), [Text(port), Text(controlPort), .. nodes.Select(node => Text(node.Port))]),
            line => line.StartsWith("port=", StringComparison.Ordinal),
            terminal);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
