using Cluster.Nodes;

namespace Cluster.Conductor;

/// <summary>How nodes are started.</summary>
internal static class NodeCommands
{
    /// <summary>The folder of the node on Node.js.</summary>
    public static string NodeJsFolder { get; } = Path.Combine(SampleFolder.Path, "node");

    /// <summary>This program itself, in its other role.</summary>
    public static IReadOnlyList<string> DotNet(NodeArguments node)
    {
        var host = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [host, typeof(NodeCommands).Assembly.Location] : [host];
        return [.. program, "node", .. node.ToArray()];
    }

    public static IReadOnlyList<string> NodeJs(NodeArguments node) => ["node", Path.Combine(NodeJsFolder, "server.mjs"), .. node.ToArray()];
}
