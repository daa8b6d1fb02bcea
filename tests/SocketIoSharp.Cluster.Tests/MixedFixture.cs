using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using SocketIoSharp.Cluster.Tests.Brokers;
using SocketIoSharp.Cluster.Tests.Nodes;
using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests;

/// <summary>A fixture in which one part of a mixed cluster acts, and stock clients of all nodes see what comes of it.</summary>
internal abstract class MixedFixture(Engine engine, Origin origin)
{
    private static readonly Lazy<string?> Missing = new(FindMissing);
    private static int s_ends;

    protected Engine Engine => engine;

    protected MixedCluster Cluster { get; private set; } = null!;

    /// <summary>Who acts.</summary>
    protected IEmitter Sender => Cluster.Senders[origin];

    /// <summary>Who acts, where it is a node.</summary>
    protected INode Node => (INode)Sender;

    /// <summary>A client of each node, by the name of the node.</summary>
    protected Dictionary<string, Client> Clients { get; private set; } = [];

    /// <summary>The nodes that what the sender sends can reach, without itself.</summary>
    protected IEnumerable<INode> OtherNodes => Cluster.Nodes.Where(node => node != Sender && IsReached(node.Name));

    /// <summary>The clients that what the sender sends can reach.</summary>
    protected IEnumerable<Client> Reached => Clients.Values.Where(client => IsReached(client.Name));

    /// <summary>Whether what the sender sends reaches a node in order.</summary>
    protected bool IsOrdered(string node) => engine.JsKeepsOrder || (origin is Origin.Net or Origin.NetEmitter && node.StartsWith("net", StringComparison.Ordinal));

    protected bool IsReached(string node) => origin is not Origin.JsEmitter || engine.JsEmitterReachesJs || node.StartsWith("net", StringComparison.Ordinal);

    [SetUp]
    public async Task ConnectAsync()
    {
        if (Missing.Value is { } missing)
        {
            Skip.Because(missing);
        }

        try
        {
            Cluster = await MixedCluster.GetAsync(engine);
        }
        catch (BrokerMissingException exception)
        {
            Skip.Because(exception.Message);
        }

        Cluster.Nodes.ForEach(node => node.Forget());
        Clients = await Cluster.ConnectAsync();
    }

    [TearDown]
    public async Task EmptyAsync()
    {
        if (Cluster is not null)
        {
            await Cluster.EmptyAsync();
        }
    }

    /// <summary>What the sender has sent so far has arrived, and these clients have got no more of it than what they were expected to.</summary>
    protected async Task ExpectNothingElseAsync(string @namespace = "/", IEnumerable<Client>? clients = null)
    {
        // Of the test's own: to clients that a test did not look at any more, its end may come when they are the next one's.
        var end = $"the end {Interlocked.Increment(ref s_ends)}";
        await Sender.EmitAsync(Target.Everyone with { Namespace = @namespace }, end);
        foreach (var client in clients ?? Reached)
        {
            await client.TakeAsync(end);
            await client.ExpectNothingElseAsync();
        }
    }

    private static string? FindMissing()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true })!;
            var version = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return int.Parse(version.TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture) < 20 ? "Node.js is older than 20."
                : Directory.Exists(Path.Combine(Part.Folder, "node_modules")) ? null
                : $"The JavaScript packages are not installed. Run `npm ci` in {Part.Folder}, or ./test.sh.";
        }
        catch (Win32Exception)
        {
            return "Node.js is not installed.";
        }
    }
}
