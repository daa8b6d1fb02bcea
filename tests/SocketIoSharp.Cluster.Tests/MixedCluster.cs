using System.Collections.Concurrent;
using SocketIoSharp.Cluster.Tests.Brokers;
using SocketIoSharp.Cluster.Tests.Nodes;
using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests;

/// <summary>
/// Two nodes of .NET and two of Node.js on one broker, emitters of both, and a process with stock clients. One for each broker and the whole run. The second node of
/// Node.js is the control: what passes between those two is what the reference does.
/// </summary>
internal sealed class MixedCluster : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<Engine, Lazy<Task<MixedCluster>>> Started = new();

    private readonly Stack<IAsyncDisposable> _owned = new();
    private readonly Engine _engine;
    private IBroker _broker = null!;
    private Part _clients = null!;

    private MixedCluster(Engine engine) => _engine = engine;

    public static IReadOnlyList<string> Namespaces { get; } = ["/", "/chat"];

    public List<INode> Nodes { get; } = [];

    public Dictionary<Origin, IEmitter> Senders { get; } = [];

    public static Task<MixedCluster> GetAsync(Engine engine) => Started.GetOrAdd(engine, _ => new(() => StartAsync(engine))).Value;

    public static async Task EndAllAsync()
    {
        foreach (var cluster in Started.Values)
        {
            if (cluster.IsValueCreated && cluster.Value.IsCompletedSuccessfully)
            {
                await (await cluster.Value).DisposeAsync();
            }
        }
    }

    /// <summary>Connects a client to each node, and one to a node of one's own choice where asked for.</summary>
    public async Task<Dictionary<string, Client>> ConnectAsync(string @namespace = "/", string prefix = "")
    {
        Dictionary<string, Client> clients = [];
        foreach (var node in Nodes)
        {
            clients[node.Name] = await ConnectAsync(node, prefix + node.Name, @namespace);
        }

        return clients;
    }

    public async Task<Client> ConnectAsync(INode node, string name, string @namespace = "/", object? options = null)
    {
        var client = new Client(_clients, name);
        await client.ConnectAsync(node.Url, @namespace, options ?? new { });
        return client;
    }

    /// <summary>Sends all clients away, and waits until the nodes know.</summary>
    public async Task EmptyAsync()
    {
        await _clients.CallAsync("leave", new { });
        foreach (var node in Nodes)
        {
            await Waiting.UntilAsync(async () => await node.LocalSocketsAsync() == 0, $"{node.Name} to be without sockets");
        }
    }

    /// <summary>Starts another node, and waits until all know of it.</summary>
    public async Task<INode> AddAsync(Origin kind, string name)
    {
        var node = await StartNodeAsync(kind, name);
        Nodes.Add(node);
        await CountAsync();
        return node;
    }

    /// <summary>Ends such a node, and waits until all know.</summary>
    public async Task RemoveAsync(INode node)
    {
        Nodes.Remove(node);
        await node.DisposeAsync();
        await CountAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        while (_owned.TryPop(out var item))
        {
            await item.DisposeAsync();
        }
    }

    private static async Task<MixedCluster> StartAsync(Engine engine)
    {
        var cluster = new MixedCluster(engine);
        cluster._broker = cluster.Own(await engine.StartAsync());
        cluster._clients = cluster.Own(await Part.StartAsync("clients", new { }));
        foreach (var (kind, name) in new[] { (Origin.Net, "net1"), (Origin.Js, "js1"), (Origin.Net, "net2"), (Origin.Js, "js2") })
        {
            cluster.Nodes.Add(await cluster.StartNodeAsync(kind, name));
        }

        cluster.Senders[Origin.Net] = cluster.Nodes[0];
        cluster.Senders[Origin.Js] = cluster.Nodes[1];
        if (engine.Senders.Contains(Origin.NetEmitter))
        {
            cluster.Senders[Origin.NetEmitter] = cluster.Own(new NetEmitter("net emitter", cluster._broker.CreatePublisher()));
        }

        if (engine.Senders.Contains(Origin.JsEmitter))
        {
            cluster.Senders[Origin.JsEmitter] = cluster.Own(new JsEmitter("js emitter", await Part.StartAsync("emitter", new { broker = engine.Name, url = cluster._broker.Url })));
        }

        await cluster.CountAsync();
        await cluster.ProbeAsync();
        return cluster;
    }

    private async Task<INode> StartNodeAsync(Origin kind, string name) => kind is Origin.Net
        ? await NetNode.StartAsync(name, _broker.Use, _engine.Recovers)
        : new JsNode(name, await Part.StartAsync("node", new { name, broker = _engine.Name, url = _broker.Url, namespaces = Namespaces, recovers = _engine.Recovers }));

    private async Task CountAsync()
    {
        foreach (var node in Nodes)
        {
            foreach (var name in Namespaces)
            {
                await Waiting.UntilAsync(async () => await node.CountAsync(name) == Nodes.Count, $"{node.Name} to know of {Nodes.Count} nodes in {name}");
            }
        }
    }

    // A count does not say that somebody listens already.
    private async Task ProbeAsync()
    {
        foreach (var name in Namespaces)
        {
            var clients = await ConnectAsync(name);
            foreach (var node in Nodes)
            {
                await Waiting.UntilAsync(
                    async () =>
                    {
                        await node.EmitAsync(Target.Everyone with { Namespace = name }, $"probe of {node.Name}");
                        await Task.Delay(50);
                        return (await Task.WhenAll(clients.Values.Select(client => client.HasAsync($"probe of {node.Name}")))).All(has => has);
                    },
                    $"{node.Name} to be heard by all");
            }

            await EmptyAsync();
        }
    }

    private T Own<T>(T item)
        where T : IAsyncDisposable
    {
        _owned.Push(item);
        return item;
    }
}
