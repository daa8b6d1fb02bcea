using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SocketIoSharp.PostgreSql.Channels;

/// <summary>The adapters of a server by their channels, and which of these have changed. Thread-safe.</summary>
internal sealed class SubscriptionTable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Subscription> _byChannel = new(StringComparer.Ordinal);
    private HashSet<ChannelName> _changed = [];

    public IEnumerable<PostgreSqlAdapter> Adapters => _byChannel.Values.SelectMany(subscription => subscription.Adapters);

    public void Add(PostgreSqlAdapter adapter) => Change(adapter.Channel!, adapters => [.. adapters, adapter]);

    public void Remove(PostgreSqlAdapter adapter) => Change(adapter.Channel!, adapters => [.. adapters.Where(other => other != adapter)]);

    public bool TryGet(string channel, [NotNullWhen(true)] out Subscription? subscription) => _byChannel.TryGetValue(channel, out subscription);

    /// <summary>The channels that have come, gone or got another adapter since the last time.</summary>
    public IReadOnlyCollection<ChannelName> TakeChanged()
    {
        lock (_gate)
        {
            var changed = _changed;
            _changed = [];
            return changed;
        }
    }

    /// <summary>Takes all channels for changed: a new connection listens to none.</summary>
    public void MarkAllChanged()
    {
        lock (_gate)
        {
            _changed = [.. _byChannel.Values.Select(subscription => subscription.Channel)];
        }
    }

    private void Change(ChannelName channel, Func<PostgreSqlAdapter[], PostgreSqlAdapter[]> change)
    {
        lock (_gate)
        {
            var adapters = change(_byChannel.TryGetValue(channel.Text, out var before) ? before.Adapters : []);
            if (adapters.Length == 0)
            {
                _byChannel.TryRemove(channel.Text, out _);
            }
            else
            {
                _byChannel[channel.Text] = new Subscription(channel, adapters);
            }

            _changed.Add(channel);
        }
    }
}
