namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>The servers of <c>tests/benchmarks-js</c>.</summary>
internal static class JavaScriptServers
{
    public const string NodeName = "socketio-node";

    private const string BunName = "socketio-bun";

    // Without it Bun serves in its development mode. Node.js itself does not read it, but packages may.
    private static readonly Dictionary<string, string> Production = new() { ["NODE_ENV"] = "production" };

    /// <summary>socket.io on Node.js, then on Bun: those of them that are asked for. Installs what npm brings when it is missing.</summary>
    public static IEnumerable<BenchmarkedServer> Describe(Func<string, bool> isWanted)
    {
        var packages = new Lazy<JavaScriptPackages>(JavaScriptPackages.FindOrInstall);
        if (isWanted(NodeName))
        {
            yield return OnNode(packages.Value);
        }

        if (isWanted(BunName))
        {
            yield return OnBun(packages.Value);
        }
    }

    private static BenchmarkedServer OnNode(JavaScriptPackages packages) => new(
        NodeName,
        "Socket.IO on Node.js",
        "node",
        ["--expose-gc", packages.ScriptPath("socketio-node.mjs")],
        Production,
        $"NODE_ENV=production, bufferutil {packages.VersionOf("bufferutil")} and utf-8-validate {packages.VersionOf("utf-8-validate")} installed, "
        + "the first request of a session not kept, maxHttpBufferSize 4 MiB, everything else default (no permessage-deflate).",
        $"socket.io {packages.VersionOf("socket.io")}, ws {packages.VersionOf("ws")}, Node.js "
        + (CommandLine.FirstLineOf("node", "--version") ?? throw new InvalidOperationException("node was not found. Install Node.js 20 or later.")));

    /// <summary>A node of a cluster with one of the official adapters.</summary>
    /// <param name="engine">What carries the cluster's messages.</param>
    /// <param name="port">Its port.</param>
    /// <param name="prefix">Keeps clusters on one engine apart.</param>
    public static BenchmarkedServer ClusterNode(string engine, string port, string prefix)
    {
        var packages = JavaScriptPackages.FindOrInstall();
        return OnNode(packages) with
        {
            Arguments = [packages.ScriptPath("cluster-node.mjs"), engine, port, prefix],
            Settings = "NODE_ENV=production, bufferutil and utf-8-validate installed, the first request of a session not kept, everything else default.",
            Version = $"{OnNode(packages).Version}, @socket.io/postgres-adapter {packages.VersionOf("@socket.io/postgres-adapter")}, pg {packages.VersionOf("pg")}, "
                + $"@socket.io/redis-adapter {packages.VersionOf("@socket.io/redis-adapter")}, @socket.io/redis-streams-adapter {packages.VersionOf("@socket.io/redis-streams-adapter")}, "
                + $"redis {packages.VersionOf("redis")}",
        };
    }

    private static BenchmarkedServer OnBun(JavaScriptPackages packages)
    {
        var bun = packages.FindBun();
        return new(
            BunName,
            "Socket.IO on Bun",
            bun,
            [packages.ScriptPath("socketio-bun.mjs")],
            Production,
            "NODE_ENV=production, the engine's own handler (idleTimeout of twice the pingInterval), maxHttpBufferSize 4 MiB, everything else default "
            + "(no compression).",
            $"socket.io {packages.VersionOf("socket.io")}, @socket.io/bun-engine {packages.VersionOf("@socket.io/bun-engine")}, "
            + $"Bun {CommandLine.FirstLineOf(bun, "--version")}");
    }
}
