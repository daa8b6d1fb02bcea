using System.Globalization;
using System.Security.Cryptography;

namespace Cluster.Conductor;

/// <summary>The npm packages of the node on Node.js.</summary>
internal static class NodePackages
{
    private const int OldestNode = 20;

    /// <summary>Installs them, unless they are there already, of the versions in the lock file.</summary>
    /// <exception cref="CannotStartException">There is no Node.js, or npm cannot install them.</exception>
    public static async Task InstallAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        await RequireNodeAsync(cancellationToken);
        var stamp = Path.Combine(NodeCommands.NodeJsFolder, "node_modules", ".installed-lock");
        var wanted = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(NodeCommands.NodeJsFolder, "package-lock.json"), cancellationToken)));
        if (File.Exists(stamp) && (await File.ReadAllTextAsync(stamp, cancellationToken)).StartsWith(wanted, StringComparison.Ordinal))
        {
            return;
        }

        terminal.Write("Installing the packages of the node on Node.js, this once");
        var (code, output) = await Command.RunAsync(
            ["npm", "ci", "--prefix", NodeCommands.NodeJsFolder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cancellationToken);
        if (code != 0)
        {
            throw new CannotStartException($"npm ci has failed in {NodeCommands.NodeJsFolder}:\n{output}");
        }

        await File.WriteAllTextAsync(stamp, wanted, cancellationToken);
    }

    private static async Task RequireNodeAsync(CancellationToken cancellationToken)
    {
        var (code, output) = await Command.RunAsync(["node", "--version"], cancellationToken);
        if (code != 0 || !int.TryParse(output.TrimStart('v').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || major < OldestNode)
        {
            throw new CannotStartException($"One of the nodes runs on Node.js {OldestNode} or newer, which is not installed.");
        }
    }
}
