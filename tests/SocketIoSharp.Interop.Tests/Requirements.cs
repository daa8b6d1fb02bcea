using System.ComponentModel;
using System.Diagnostics;
using SocketIoSharp.Tests.Shared;

namespace SocketIoSharp.Interop.Tests;

/// <summary>What the machine must have for some of the tests. Without it they are skipped, and say why.</summary>
internal static class Requirements
{
    private static readonly Lazy<bool> HasNode = new(FindNode);

    /// <summary>The browser: Debian's Chromium, or the one that the environment variable CHROMIUM names.</summary>
    public static string Chromium { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    public static void NodeWith(string folder)
    {
        if (!HasNode.Value)
        {
            Skip.Because("Node.js 20 or newer is not installed. ./test.sh runs everything.");
        }

        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Skip.Because($"the JavaScript packages are not installed. Run `npm ci` in {folder}, or ./test.sh.");
        }
    }

    public static void Browser()
    {
        if (!File.Exists(Chromium))
        {
            Skip.Because($"there is no {Chromium}. Run `apt-get install chromium`, name one in CHROMIUM, or run ./test.sh.");
        }
    }

    /// <summary>What the sample samples/Cluster starts, with one of its engines.</summary>
    public static void ClusterWith(string engine)
    {
        NodeWith(Path.Combine(Repository.Root, "samples", "Cluster", "node"));
        Program("nginx", "/usr/sbin");
        if (engine == "postgres")
        {
            Program("postgres", Environment.GetEnvironmentVariable("POSTGRES_BIN") ?? "/usr/lib/postgresql/15/bin");
        }
        else
        {
            Program("redis-server", "/usr/bin");
        }
    }

    private static void Program(string name, string usualFolder)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Append(usualFolder).Any(folder => File.Exists(Path.Combine(folder, name))))
        {
            Skip.Because($"there is no {name}. ./test.sh installs it where apt-get may.");
        }
    }

    private static bool FindNode()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true })!;
            var version = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return int.Parse(version.TrimStart('v').Split('.')[0], System.Globalization.CultureInfo.InvariantCulture) >= 20;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
