using System.Diagnostics.Metrics;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Forwarding;

namespace SocketIoSharp.Endurance.NoAffinity;

/// <summary>Nodes on ports of their own in this process, which find each other in memory; and what they count.</summary>
internal sealed class NodeCluster : IAsyncDisposable
{
    private readonly List<WebApplication> _nodes = [];
    private readonly MeterListener _listener = new();
    private long _forwarded;
    private long _failures;
    private long _refused;

    private NodeCluster()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "socketio.forward.requests" or "socketio.forward.failures" or "engineio.requests.refused")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, _, _) => Interlocked.Add(ref CounterOf(instrument.Name), count));
        _listener.Start();
    }

    public IReadOnlyList<int> Ports => [.. _nodes.Select(node => new Uri(node.Urls.First()).Port)];

    /// <summary>Requests that a node has passed on to another.</summary>
    public long Forwarded => Interlocked.Read(ref _forwarded);

    /// <summary>Requests that could not be.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Requests that a node has refused.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public static async Task<NodeCluster> StartAsync(int count, bool isForwarding)
    {
        var cluster = new NodeCluster();
        var directory = new InMemoryNodeDirectory();
        for (var number = 0; number < count; number++)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSingleton<INodeDirectory>(directory);
            var socketIo = builder.Services.AddSocketIo();
            if (isForwarding)
            {
                socketIo.AddForwarding();
            }

            var app = builder.Build();
            NumberedStream.Install(app.Services.GetRequiredService<SocketIoServer>());
            app.MapSocketIo();
            await app.StartAsync();
            cluster._nodes.Add(app);
        }

        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.StopAsync();
            await node.DisposeAsync();
        }

        _listener.Dispose();
    }

    private ref long CounterOf(string instrument)
    {
        switch (instrument)
        {
            case "socketio.forward.requests":
                return ref _forwarded;
            case "socketio.forward.failures":
                return ref _failures;
            default:
                return ref _refused;
        }
    }
}
