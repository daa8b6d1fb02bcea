using SocketIoSharp.EngineIo;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Connections;

// What is listened to.
internal sealed partial class RedisConnection
{
    private const int MessagesPerBurst = 64;

    private readonly List<RedisChannel> _channels = [];

    /// <summary>Listens to a channel, from the moment on when Redis can be reached, and again after each loss. The handler is called for one message after the other, in order.</summary>
    public async Task<ChannelMessageQueue> SubscribeAsync(RedisChannel channel, Action<ChannelMessage> handler)
    {
        var multiplexer = await _opened.Task;

        // Without waiting for an answer it cannot throw, and the library subscribes when it is connected. A queue that is lost in an exception would be filled for ever.
        var queue = await multiplexer.GetSubscriber().SubscribeAsync(channel, CommandFlags.FireAndForget);
        _ = HandleAsync(queue, handler);
        lock (_gate)
        {
            _channels.Add(channel);
        }

        return queue;
    }

    public async Task UnsubscribeAsync(ChannelMessageQueue queue)
    {
        lock (_gate)
        {
            _channels.Remove(queue.Channel);
        }

        await queue.UnsubscribeAsync(CommandFlags.FireAndForget);
    }

    private static async Task HandleAsync(ChannelMessageQueue queue, Action<ChannelMessage> handler)
    {
        // Ends with the subscription.
        await foreach (var message in queue)
        {
            HandleAll(queue, message, handler);
        }
    }

    // What has come together leaves together.
    private static void HandleAll(ChannelMessageQueue queue, ChannelMessage message, Action<ChannelMessage> handler)
    {
        using var burst = SendBurst.Begin();
        var count = 0;
        do
        {
            handler(message);
        }
        while (++count < MessagesPerBurst && queue.TryRead(out message));
    }

    private bool AreInForce(ISubscriber subscriber)
    {
        RedisChannel[] channels;
        lock (_gate)
        {
            channels = [.. _channels];
        }

        return Array.TrueForAll(channels, channel => subscriber.SubscribedEndpoint(channel) is not null);
    }
}
