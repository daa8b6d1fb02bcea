using System.Diagnostics;
using SocketIoSharp.EngineIo;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Connections;

// What is listened to.
internal sealed partial class RedisConnection
{
    private const int MessagesPerBurst = 64;

    private static readonly TimeSpan ConnectingPause = TimeSpan.FromMilliseconds(10);

    private readonly List<RedisChannel> _channels = [];

    /// <summary>Listens to a channel, from the moment on when Redis can be reached, and again after each loss.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="handler">Called for one message after the other, in order.</param>
    /// <param name="failed">Called with what the handler has thrown: one message must not end the hearing of all others.</param>
    public async Task<ChannelMessageQueue> SubscribeAsync(RedisChannel channel, Action<ChannelMessage> handler, Action<Exception> failed)
    {
        var multiplexer = await _opened.Task;

        // Without waiting for an answer it cannot throw, and the library subscribes when it is connected. A queue that is lost in an exception would be filled for ever.
        var queue = await multiplexer.GetSubscriber().SubscribeAsync(channel, CommandFlags.FireAndForget);
        _ = HandleAsync(queue, handler, failed);
        lock (_gate)
        {
            _channels.Add(channel);
        }

        return queue;
    }

    /// <summary>Listens no more, to one after the other.</summary>
    public async Task UnsubscribeAsync(IReadOnlyList<ChannelMessageQueue> queues)
    {
        lock (_gate)
        {
            foreach (var queue in queues)
            {
                // One of them: a namespace that is made again at once listens to the same.
                _channels.Remove(queue.Channel);
            }
        }

        await WhenAnsweredAsync();
        foreach (var queue in queues)
        {
            try
            {
                await queue.UnsubscribeAsync(CommandFlags.FireAndForget);
            }
            catch (ObjectDisposedException)
            {
                // An application that ends its connection first has ended this with it.
            }
        }
    }

    // What Redis has not said to be subscribed, the library does not end: Redis would send for ever what nobody listens to, and others would wait for this node. While Redis is away there is nothing
    // to end, and one that stands still does not hold up the end of a server for long.
    private async Task WhenAnsweredAsync()
    {
        var subscriber = (await _opened.Task).GetSubscriber();
        var isAnswered = false;
        for (var start = Stopwatch.GetTimestamp(); !isAnswered && IsThere && Stopwatch.GetElapsedTime(start) < ListeningTimeout;)
        {
            isAnswered = await IsAnsweredAsync(subscriber);
        }
    }

    private static async Task<bool> IsAnsweredAsync(ISubscriber subscriber)
    {
        try
        {
            await subscriber.PingAsync().WaitAsync(ListeningTimeout);
            return true;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            await Task.Delay(ConnectingPause);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private static async Task HandleAsync(ChannelMessageQueue queue, Action<ChannelMessage> handler, Action<Exception> failed)
    {
        // Ends with the subscription.
        await foreach (var first in queue)
        {
            HandleTogether(queue, first, handler, failed);
        }
    }

    // What has come together leaves together.
    private static void HandleTogether(ChannelMessageQueue queue, ChannelMessage message, Action<ChannelMessage> handler, Action<Exception> failed)
    {
        using var burst = SendBurst.Begin();
        var count = 0;
        do
        {
            Handle(message, handler, failed);
        }
        while (++count < MessagesPerBurst && queue.TryRead(out message));
    }

    private static void Handle(ChannelMessage message, Action<ChannelMessage> handler, Action<Exception> failed)
    {
        try
        {
            handler(message);
        }
        catch (Exception exception)
        {
            failed(exception);
        }
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
