using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Hosting;

namespace SocketIoSharp.Redis.Tests;

/// <summary>A fixture with as many servers as a test wants, which know each other by Redis.</summary>
internal abstract class RedisFixture : WireFixture
{
    private readonly List<TestHost> _hosts = [];

    /// <summary>Another one for each test, so that no test hears the other.</summary>
    protected string Key { get; private set; } = string.Empty;

    /// <summary>The Redis that nodes use: that of the run, unless a test sets its own before it starts nodes.</summary>
    protected RedisServer Redis { get; set; } = null!;

    protected IReadOnlyList<TestHost> Hosts => _hosts;

    protected SocketIoServer Server => At(0);

    protected SocketIoServer Other => At(1);

    [SetUp]
    public void SetKey()
    {
        Key = "t" + Guid.NewGuid().ToString("N");
        Redis = RedisRun.Server;
        _hosts.Clear();
    }

    protected SocketIoServer At(int node) => _hosts[node].Get<SocketIoServer>();

    /// <summary>Says how a server reaches Redis.</summary>
    protected virtual void Use(SocketIoBuilder builder)
    {
    }

    /// <summary>Starts nodes and waits until they know each other.</summary>
    protected async Task StartNodesAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await StartNodeAsync();
        }

        await NodesAsync(_hosts.Count);
    }

    protected async Task<TestHost> StartNodeAsync(Action<SocketIoBuilder>? use = null, Action<SocketIoOptions>? configure = null)
    {
        var host = await Own(TestHost.StartAsync(
            builder =>
            {
                (use ?? Use)(builder.Services.AddSocketIo(configure));
                builder.Services.AddHealthChecks().AddSocketIo();
            },
            app => app.MapSocketIo()));
        _hosts.Add(host);
        _ = host.Get<SocketIoServer>().Sockets;
        return host;
    }

    /// <summary>Waits until all nodes know of so many.</summary>
    protected async Task NodesAsync(int count)
    {
        foreach (var host in _hosts)
        {
            await NodesAsync(host.Get<SocketIoServer>().Sockets, count);
        }
    }

    protected static async Task NodesAsync(Namespace @namespace, int count)
    {
        // Looked at by awaiting: a thread that is blocked is one that the answer may need.
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (await CountAsync(@namespace) is var found && found != count)
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(start) > Patience.Limit)
            {
                throw new TimeoutException($"{count} nodes are expected, not {found}.");
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Connects a client to a node.</summary>
    protected async Task<(SocketWire Client, Socket Socket)> ConnectAsync(int node, string name = "/")
    {
        var client = await Own(SocketWire.OpenAsync(_hosts[node].Url));
        await client.ConnectAsync(name);
        Socket? socket = null;
        await Patience.UntilAsync(() => At(node).Of(name).TryGetSocket(client.Id, out socket), "the socket");
        return (client, socket!);
    }

    /// <summary>Nothing but what was expected so far may have been sent to the client, nor be on its way from the other nodes.</summary>
    protected async Task ExpectNothingAsync(SocketWire client, Socket socket)
    {
        foreach (var host in _hosts)
        {
            await host.Get<SocketIoServer>().Of(socket.Namespace.Name).To(socket.Id).EmitAsync("end");
        }

        foreach (var _ in _hosts)
        {
            await client.ExpectAsync((socket.Namespace.Name == "/" ? "2" : $"2{socket.Namespace.Name},") + "[\"end\"]");
        }
    }

    private static async Task<int> CountAsync(Namespace @namespace)
    {
        try
        {
            return await @namespace.Adapter.ServerCountAsync();
        }
        catch (StackExchange.Redis.RedisException)
        {
            return 0;
        }
    }
}
