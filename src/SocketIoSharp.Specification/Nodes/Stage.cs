using System.Diagnostics;
using System.Runtime.CompilerServices;
using SocketIoSharp.Specification.Cases;

namespace SocketIoSharp.Specification.Nodes;

/// <summary>The nodes and clients of one run of one case.</summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>The event that nodes look for each other with.</summary>
    public const string Probe = "specification probe";

    private readonly Lock _gate = new();
    private readonly List<Node> _nodes = [];
    private readonly Stack<IAsyncDisposable> _owned = new();

    private Stage(ClusterSpecification specification) => Specification = specification;

    public ClusterSpecification Specification { get; }

    public string ClusterName { get; } = "spec" + Guid.NewGuid().ToString("N");

    /// <summary>The namespaces that each node has.</summary>
    public IReadOnlyList<string> Namespaces { get; set; } = ["/"];

    public static async Task PlayAsync(ClusterSpecification specification, Case played)
    {
        var stage = new Stage(specification);
        try
        {
            await using (stage)
            {
                await played.Play(stage);
            }

            stage.Verify();
        }
        catch (Exception exception)
        {
            throw new SpecificationException($"{played.Name}: {exception.Message}{stage.Logged}", exception);
        }
    }

    /// <summary>Starts nodes, and waits until they hear each other in all namespaces.</summary>
    public async Task<Node[]> StartAsync(int count, Action<SocketIoOptions>? configure = null)
    {
        for (var i = 0; i < count; i++)
        {
            await AddAsync(configure);
        }

        await JoinUpAsync();
        return [.. _nodes];
    }

    public async Task<Node> AddAsync(Action<SocketIoOptions>? configure = null)
    {
        var node = Own(await Node.StartAsync(this, configure));
        _nodes.Add(node);
        return node;
    }

    /// <summary>Waits until the running nodes know how many they are, and hear each other.</summary>
    public async Task JoinUpAsync()
    {
        foreach (var name in Namespaces)
        {
            await CountAsync(name);
            await ProbeAsync(name);
        }
    }

    /// <summary>Waits until every running node knows of all others.</summary>
    public async Task CountAsync(string name = "/")
    {
        Node[] running = [.. _nodes.Where(node => !node.IsStopped)];
        foreach (var node in running)
        {
            await UntilAsync(
                async () => await node.Io.Of(name).Adapter.ServerCountAsync() == running.Length,
                $"ServerCountAsync() to be {running.Length} in {name}");
        }
    }

    /// <summary>Waits until nothing that a node has sent before can still be on its way to these clients, and lets them have nothing else.</summary>
    public static async Task ExpectNothingElseAsync(Node sender, params Member[] members)
    {
        foreach (var name in members.Select(member => member.Client.Namespace).Distinct())
        {
            await sender.Io.Of(name).EmitAsync("the end");
        }

        foreach (var member in members)
        {
            await member.ExpectAsync("the end");
            member.ExpectNothingElse();
        }
    }

    /// <summary>Waits for a state that nothing announces.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Expect.That(Stopwatch.GetElapsedTime(start) < Specification.Patience, $"{what} within {Specification.Patience.TotalSeconds} seconds");
            await Task.Delay(5);
        }
    }

    /// <summary>Waits for what must come.</summary>
    public async Task<T> Soon<T>(Task<T> task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await ((Task)task).WaitAsync(Specification.Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Expect.That(task.IsCompleted, $"{what} to end within {Specification.Patience.TotalSeconds} seconds");
        return await task;
    }

    public T Own<T>(T item)
        where T : IAsyncDisposable
    {
        lock (_gate)
        {
            _owned.Push(item);
        }

        return item;
    }

    public async ValueTask DisposeAsync()
    {
        while (_owned.TryPop(out var item))
        {
            await item.DisposeAsync();
        }
    }

    private string Logged => string.Concat(_nodes.SelectMany(node => node.Errors).Select(error => Environment.NewLine + "In a node's log: " + error));

    // Each node sends until a client of each node has heard it: a count does not say that somebody listens already.
    private async Task ProbeAsync(string name)
    {
        Node[] running = [.. _nodes.Where(node => !node.IsStopped)];
        foreach (var listener in running)
        {
            var client = (await listener.ConnectAsync(name)).Client;
            foreach (var (sender, number) in running.Select((sender, number) => (sender, number)))
            {
                await UntilAsync(
                    async () =>
                    {
                        await sender.Io.Of(name).EmitAsync(Probe, number);
                        return client.PendingEvents.Any(received => received.Name == Probe && received.Get<int>(0) == number);
                    },
                    $"node {number} to be heard by another in {name}");
            }

            await client.DisconnectAsync();
        }
    }

    private void Verify() => Expect.That(_nodes.All(node => node.Errors.Count == 0), "no errors in the logs of the nodes");
}
