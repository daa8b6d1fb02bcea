using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>The smallest adapter: two methods, and what it hears.</summary>
internal sealed class ClusterBusAdapter : HeartbeatClusterAdapter
{
    private readonly ClusterBus _bus;
    private readonly IDisposable _membership;
    private bool _isDead;

    public ClusterBusAdapter(Namespace @namespace, ClusterBus bus, HeartbeatClusterOptions options)
        : base(@namespace, options)
    {
        _bus = bus;
        _membership = bus.Join(Receive);
    }

    /// <summary>Dies without a word.</summary>
    public void Die()
    {
        Volatile.Write(ref _isDead, true);
        _membership.Dispose();
    }

    public void Lose() => OnBrokerLost("The bus", new IOException("on purpose"));

    public Task RegainAsync()
    {
        OnBrokerRegained("The bus");
        return AnnounceAsync();
    }

    public override async Task CloseAsync()
    {
        await base.CloseAsync();
        Die();
    }

    protected override async Task<string?> PublishAsync(ClusterMessage message)
    {
        if (!Volatile.Read(ref _isDead))
        {
            _bus.Send(Codec.WriteMessagePack(message));
        }

        await _bus.Confirmed;
        return null;
    }

    protected override Task PublishResponseAsync(string requesterId, ClusterMessage response) => PublishAsync(response);

    private void Receive(ReadOnlyMemory<byte> bytes)
    {
        if (Codec.TryRead(bytes, out var message, out var reason))
        {
            OnMessage(message);
        }
        else
        {
            OnRefused(reason);
        }
    }
}
