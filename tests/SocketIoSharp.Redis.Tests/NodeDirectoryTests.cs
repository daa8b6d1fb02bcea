using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Hosting;

namespace SocketIoSharp.Redis.Tests;

internal sealed class NodeDirectoryTests : RedisFixture
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly NodeEntry Entry = new("aaaa", new Uri("http://10.0.0.7:8080"), "one");

    [Test]
    public async Task Entries_OfRunningNodes_AreListed()
    {
        var (first, second) = (Directory(), Directory());

        (await first.ListAsync(default)).Should().BeEmpty();
        (await first.TryRegisterAsync(Entry, Minute, default)).Should().BeTrue();
        (await second.TryRegisterAsync(Entry with { Code = "bbbb" }, Minute, default)).Should().BeTrue();
        (await first.TryRegisterAsync(Entry, Minute, default)).Should().BeTrue("it is renewed");

        (await second.ListAsync(default)).Should().BeEquivalentTo([Entry, Entry with { Code = "bbbb" }]);
        await first.RemoveAsync(Entry, default);
        (await second.ListAsync(default)).Should().Equal(Entry with { Code = "bbbb" });
    }

    [Test]
    public async Task Entry_WithTheCodeOfAnother_IsRefusedUntilThatExpires()
    {
        var directory = Directory();
        var other = Entry with { Secret = "two", Address = new Uri("http://10.0.0.8:8080") };
        (await directory.TryRegisterAsync(Entry, TimeSpan.FromSeconds(2), default)).Should().BeTrue();

        (await directory.TryRegisterAsync(other, Minute, default)).Should().BeFalse();
        await directory.RemoveAsync(other, default);
        (await directory.ListAsync(default)).Should().Equal(Entry);

        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!await directory.TryRegisterAsync(other, Minute, default) && System.Diagnostics.Stopwatch.GetElapsedTime(start) < Patience.Limit)
        {
            await Task.Delay(20);
        }

        (await directory.ListAsync(default)).Should().Equal(other);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Nodes_OfOneRedis_PassRequestsOnToEachOther(bool useStreams)
    {
        Action<SocketIoBuilder>? use = useStreams ? builder => builder.AddForwarding().UseRedisStreams(Redis.Configuration, options => options.ChannelPrefix = Key) : null;
        var owner = await StartNodeAsync(use);
        var other = await StartNodeAsync(use);
        await using var first = await PollingWire.OpenAsync(owner.Url);
        await using var second = PollingWire.Resume(other.Url, first.SessionId);

        await second.SendAsync("40");

        (await second.ReceiveAsync()).Should().StartWith("""40{"sid":""");
        owner.Get<SocketIoServer>().ConnectionCount.Should().Be(1);
        other.Get<SocketIoServer>().ConnectionCount.Should().Be(0);
        await second.SendAsync("1");
    }

    protected override void Use(SocketIoBuilder builder) => builder.AddForwarding().UseRedis(Redis.Configuration, options => options.Key = Key);

    private INodeDirectory Directory()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSocketIo().UseRedis(Redis.Configuration, options => options.Key = Key);
        return Own(services.BuildServiceProvider()).GetRequiredService<INodeDirectory>();
    }
}
