using System.Collections.Concurrent;
using System.Text;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Tests;

/// <summary>Speaks to nodes by raw messages, and hears all that they publish under one key.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _redis;
    private readonly string _key;
    private readonly ConcurrentQueue<(string Channel, byte[] Message)> _heard = new();

    private Peer(ConnectionMultiplexer redis, string key) => (_redis, _key) = (redis, key);

    public static async Task<Peer> ConnectAsync(RedisServer redis, string key)
    {
        var peer = new Peer(await ConnectionMultiplexer.ConnectAsync(redis.Configuration), key);
        var queue = await peer._redis.GetSubscriber().SubscribeAsync(new RedisChannel(key + "*", RedisChannel.PatternMode.Pattern));
        queue.OnMessage(message => peer._heard.Enqueue((message.Channel.ToString()[key.Length..], (byte[])message.Message!)));
        return peer;
    }

    /// <summary>Passes for a node: it is counted and has a name, and never answers.</summary>
    public async Task JoinAsync(string nodeId, string name = "/")
    {
        foreach (var channel in new[] { $"-request#{name}#", $"-response#{name}#", $"-response#{name}#{nodeId}#" })
        {
            await _redis.GetSubscriber().SubscribeAsync(Channel(channel), static (_, _) => { });
        }
    }

    /// <summary>Waits until so many nodes listen to a namespace, or more.</summary>
    public async Task ListenedToAsync(int nodes, string name = "/", string keyEnd = "")
    {
        var server = _redis.GetServer(_redis.GetEndPoints()[0]);
        await Patience.UntilAsync(() => server.SubscriptionSubscriberCount(Channel($"{keyEnd}-request#{name}#")) >= nodes, "the nodes");
    }

    /// <param name="channel">Its name behind the key.</param>
    /// <param name="message">What is published there.</param>
    public Task PublishAsync(string channel, byte[] message) => _redis.GetDatabase().PublishAsync(Channel(channel), message);

    public Task PublishAsync(string channel, string message) => PublishAsync(channel, Encoding.UTF8.GetBytes(message));

    /// <summary>Waits for the next message that any of these channels gets.</summary>
    public async Task<byte[]> HearAsync(string channel)
    {
        byte[]? found = null;
        await Patience.UntilAsync(
            () =>
            {
                while (_heard.TryDequeue(out var heard))
                {
                    if (heard.Channel == channel)
                    {
                        found = heard.Message;
                        return true;
                    }
                }

                return false;
            },
            "a message on " + channel);
        return found!;
    }

    public async Task<string> HearTextAsync(string channel) => Encoding.UTF8.GetString(await HearAsync(channel));

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    private RedisChannel Channel(string name) => new(_key + name, RedisChannel.PatternMode.Literal);
}
