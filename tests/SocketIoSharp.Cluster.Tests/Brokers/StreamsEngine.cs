using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Hosting;
using SocketIoSharp.Redis;
using SocketIoSharp.Redis.Tests;

namespace SocketIoSharp.Cluster.Tests.Brokers;

/// <summary>Redis by streams: <c>@socket.io/redis-streams-adapter</c>, with connection state recovery.</summary>
internal sealed class StreamsEngine : Engine
{
    public override string Name => "streams";

    // The official emitter for streams is not published.
    public override IReadOnlyList<Origin> Senders => [Origin.Net, Origin.Js, Origin.NetEmitter];

    // Redis knows who listens.
    public override bool NoticesLostNodesInTime => true;

    public override bool Recovers => true;

    public override async Task<IBroker> StartAsync() => new Broker(await RedisEngine.RunAsync());

    private sealed class Broker(RedisServer server) : IBroker
    {
        public string Url => "redis://" + server.Configuration;

        public void Use(SocketIoBuilder builder) => builder.UseRedisStreams(server.Configuration);

        public IClusterPublisher CreatePublisher() => new RedisStreamsPublisher(server.Configuration);

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
