using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Npgsql;
using SocketIoSharp.EngineIo;
using SocketIoSharp.PostgreSql.Channels;

namespace SocketIoSharp.PostgreSql.Receiving;

/// <summary>Handles notifications in their order: those whose message is in the table wait for it, and so do all behind them.</summary>
internal sealed class NotificationReceiver(NpgsqlDataSource dataSource, AttachmentTable table, SubscriptionTable subscriptions, int maxBytes)
{
    // At most 16 MB of text. When they wait, the connection is not read any further, and the database keeps the rest.
    private const int MaxWaiting = 1024;

    // How many rows are asked for at once.
    private const int MaxTogether = 64;

    // How much of them is held at once.
    private const long MaxBytesTogether = 1024 * 1024;

    private readonly Channel<(string Channel, string Payload)> _waiting =
        System.Threading.Channels.Channel.CreateBounded<(string, string)>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    /// <summary>Takes a notification. Waits while too many are waiting.</summary>
    public ValueTask TakeAsync(string channel, string payload, CancellationToken cancellationToken) => _waiting.Writer.WriteAsync((channel, payload), cancellationToken);

    /// <summary>Handles what was taken, until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var gathered = new List<IncomingNotification>();
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            while (gathered.Count < MaxTogether && _waiting.Reader.TryRead(out var waiting))
            {
                Gather(gathered, waiting.Channel, waiting.Payload);
            }

            await HandleAsync(gathered, cancellationToken);
            gathered.Clear();
        }
    }

    private void Gather(List<IncomingNotification> gathered, string channel, string text)
    {
        // Nobody is there any more when a namespace was removed a moment ago.
        if (!subscriptions.TryGet(channel, out var subscription))
        {
            return;
        }

        // All nodes hear what each says.
        if (subscription.Adapters.Any(adapter => adapter.HasWritten(text)))
        {
            return;
        }

        var payload = Encoding.UTF8.GetBytes(text);
        var first = subscription.Adapters[0];
        try
        {
            if (!AttachmentStub.TryRead(payload, first.MaxMessageDepth, out var stub))
            {
                gathered.Add(new IncomingNotification(subscription, payload, AttachmentId: null));
            }
            else if (!subscription.Adapters.Any(adapter => adapter.NodeId == stub.NodeId))
            {
                gathered.Add(new IncomingNotification(subscription, payload, stub.Id));
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            first.Refuse(exception.Message);
        }
    }

    private async Task HandleAsync(List<IncomingNotification> notifications, CancellationToken cancellationToken)
    {
        long[] ids = [.. notifications.Select(notification => notification.AttachmentId).OfType<long>()];
        await using var rows = new AttachmentRows(dataSource, table, ids, maxBytes, cancellationToken);
        var ready = new List<(Subscription Subscription, byte[]? Payload, string? Reason)>(notifications.Count);
        var bytes = 0L;
        foreach (var notification in notifications)
        {
            var (payload, reason) = notification.AttachmentId is null ? (notification.Payload, null) : await rows.NextAsync();
            ready.Add((notification.Subscription, payload, reason));
            bytes += payload?.Length ?? 0;
            if (bytes > MaxBytesTogether)
            {
                DeliverAll(ready);
                bytes = 0;
            }
        }

        DeliverAll(ready);
    }

    // What has come together leaves together.
    private static void DeliverAll(List<(Subscription Subscription, byte[]? Payload, string? Reason)> ready)
    {
        using var burst = SendBurst.Begin();
        foreach (var (subscription, payload, reason) in ready)
        {
            Deliver(subscription, payload, reason);
        }

        ready.Clear();
    }

    private static void Deliver(Subscription subscription, byte[]? payload, string? reason)
    {
        var first = subscription.Adapters[0];
        if (payload is null)
        {
            first.Refuse(reason!);
            return;
        }

        try
        {
            // One that knows no namespace goes to the channel's own: emitters for Node.js do not send it.
            if (first.TryRead(payload, subscription.Channel.IsCut ? null : first.Namespace.Name, out var message))
            {
                foreach (var adapter in subscription.Adapters)
                {
                    adapter.Deliver(message);
                }
            }
        }
        catch (Exception exception)
        {
            // One message must not end the hearing of all others.
            first.Refuse(exception.Message);
        }
    }
}
