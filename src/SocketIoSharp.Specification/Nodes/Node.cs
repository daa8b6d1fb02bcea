using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocketIoSharp.Testing;

namespace SocketIoSharp.Specification.Nodes;

/// <summary>One server of the cluster.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly Stage _stage;
    private readonly WebApplication _app;
    private readonly ErrorLog _log;
    private bool _isStopped;

    private Node(Stage stage, WebApplication app, ErrorLog log) => (_stage, _app, _log) = (stage, app, log);

    public SocketIoServer Io => _app.Services.GetRequiredService<SocketIoServer>();

    /// <summary>The id of the node in the main namespace, for adapters that have one.</summary>
    public string? Id => (Io.Sockets.Adapter as Cluster.ClusterAdapter)?.NodeId;

    public IReadOnlyCollection<string> Errors => _log.Errors;

    public bool IsStopped => _isStopped;

    public static async Task<Node> StartAsync(Stage stage, Action<SocketIoOptions>? configure)
    {
        var log = new ErrorLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        stage.Specification.ConfigureNode(builder.Services.AddSocketIo(configure), stage.ClusterName);
        var node = new Node(stage, builder.Build(), log);
        node._app.MapSocketIo();
        foreach (var name in stage.Namespaces)
        {
            node.Io.Of(name);
        }

        await node._app.StartAsync();
        return node;
    }

    /// <summary>Connects a client to this node.</summary>
    public async Task<Member> ConnectAsync(string @namespace = "/", Action<SocketIoTestClientOptions>? configure = null)
    {
        var client = await SocketIoTestClient.ConnectAsync(new Uri(_app.Urls.First()), options =>
        {
            options.Namespace = @namespace;
            options.Timeout = _stage.Specification.Patience;
            configure?.Invoke(options);
        });
        var member = _stage.Own(new Member(client));
        Socket? socket = null;
        await _stage.UntilAsync(() => Task.FromResult(Io.Of(@namespace).TryGetSocket(client.Id, out socket)), "the server to know its socket");
        member.Socket = socket!;
        return member;
    }

    /// <summary>Ends the server in good order.</summary>
    public async Task StopAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            using var patience = new CancellationTokenSource(_stage.Specification.Patience);
            await _app.StopAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
    }
}
