using System.Globalization;
using SocketIoSharp.Endurance.Engines;
using SocketIoSharp.Endurance.Jitter;
using SocketIoSharp.Endurance.Proxy;
using SocketIoSharp.Endurance.Serving;
using SocketIoSharp.Redis;

namespace SocketIoSharp.Endurance.Rolling;

/// <summary>A cluster whose nodes end and begin again, one after the other.</summary>
/// <param name="ending">How they end.</param>
/// <param name="clients">How many clients there are.</param>
/// <param name="duration">How long it takes, restarts aside.</param>
/// <param name="recovers">Whether the nodes recover the state of connections.</param>
internal sealed class RollingPart(NodeEnding ending, int clients, TimeSpan duration, bool recovers)
{
    private const int Nodes = 3;
    private const int ClientsPerProcess = 100;

    public async Task<JitterResult> RunAsync()
    {
        using var redis = await RedisProcess.StartAsync();
        using var nodes = await StartNodesAsync(redis);
        await using var balancer = new Balancer(nodes.Ports);
        await using var publisher = new RedisStreamsPublisher(redis.Address);
        var streams = new NumberedStreams(new SocketIoEmitter(publisher), JitterTraffic.Default);
        var crowd = new List<ClientProcess>();
        try
        {
            crowd.AddRange(await StartClientsAsync(balancer.Port));
            streams.Start();
            await RestartAllAsync(nodes);
            var finals = await streams.StopAsync();
            var reports = await Task.WhenAll(crowd.Select(process => process.FinishAsync(finals, recovers)));

            // No line is cut here but by the end of a node.
            var cuts = Enumerable.Repeat(Array.Empty<DateTime>(), clients).ToArray();
            return JitterResult.From(ending.ToString(), [.. reports.SelectMany(report => report)], cuts);
        }
        finally
        {
            crowd.ForEach(process => process.Dispose());
        }
    }

    private Task<RollingNodes> StartNodesAsync(RedisProcess redis)
    {
        var rooms = JitterTraffic.Default.Rooms.ToString(CultureInfo.InvariantCulture);
        return RollingNodes.StartAsync(Nodes, "--redis", redis.Address, "--rooms", rooms, "--recovery", recovers ? "true" : "false");
    }

    private Task<ClientProcess[]> StartClientsAsync(int port)
    {
        var lines = Enumerable.Range(0, clients).Select(number => (Number: number, Transport: "websocket", Port: port));
        return Task.WhenAll(lines.Chunk(ClientsPerProcess).Select(ClientProcess.StartAsync));
    }

    private async Task RestartAllAsync(RollingNodes nodes)
    {
        var pause = duration / (nodes.Count + 1);
        await Task.Delay(pause);
        for (var node = 0; node < nodes.Count; node++)
        {
            await nodes.RestartAsync(node, ending);
            await Task.Delay(pause);
        }
    }
}
