using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Hosting;
using SocketIoSharp.Redis;
using SocketIoSharp.Redis.Tests;

namespace SocketIoSharp.Cluster.Tests.Brokers;

/// <summary>Redis by publish and subscribe: <c>@socket.io/redis-adapter</c>.</summary>
internal sealed class RedisEngine : Engine
{
    public override string Name => "redis";

    public override bool CarriesBytesBetweenNodes => false;

    public override bool AnswersTellTheNode => false;

    public override async Task<IBroker> StartAsync() => new Broker(await RunAsync());

    internal static async Task<RedisServer> RunAsync()
    {
        try
        {
            return await RedisServer.StartAsync();
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException or Win32Exception)
        {
            throw new BrokerMissingException("There is no Redis, and it cannot be installed: run apt-get install redis-server, or ./test.sh. " + exception.Message, exception);
        }
    }

    private sealed class Broker(RedisServer server) : IBroker
    {
        public string Url => "redis://" + server.Configuration;

        public void Use(SocketIoBuilder builder) => builder.UseRedis(server.Configuration);

        public IClusterPublisher CreatePublisher() => new RedisPublisher(server.Configuration);

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
