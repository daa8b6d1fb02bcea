using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Hosting;
using SocketIoSharp.Redis.Classic;

namespace SocketIoSharp.Redis.Tests.Classic;

/// <summary>A fixture whose nodes use the classic adapter.</summary>
internal abstract class ClassicFixture : RedisFixture
{
    protected RedisAdapter Adapter => (RedisAdapter)Server.Sockets.Adapter;

    protected Action<RedisOptions> Configure { get; set; } = _ => { };

    [SetUp]
    public void ForgetOptions() => Configure = _ => { };

    protected override void Use(SocketIoBuilder builder) => builder.UseRedis(Redis.Configuration, options =>
    {
        options.Key = Key;
        Configure(options);
    });

    /// <summary>Connects somebody who speaks to the nodes by raw messages, once they all listen.</summary>
    protected async Task<Peer> PeerAsync()
    {
        var peer = await Own(Peer.ConnectAsync(Redis, Key));
        await peer.ListenedToAsync(Hosts.Count);
        return peer;
    }
}
