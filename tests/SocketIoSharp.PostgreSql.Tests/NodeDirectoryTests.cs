using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.PostgreSql.Tests;

internal sealed class NodeDirectoryTests : DatabaseFixture
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly NodeEntry Entry = new("aaaa", new Uri("http://10.0.0.7:8080"), "one");

    [Test]
    public async Task Entries_OfRunningNodes_AreListed()
    {
        var (first, second) = (Directory(), Directory());

        (await first.ListAsync(default)).Should().BeEmpty();
        (await Task.WhenAll(first.TryRegisterAsync(Entry, Minute, default), second.TryRegisterAsync(Entry with { Code = "bbbb" }, Minute, default))).Should().Equal(true, true);
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
        (await directory.TryRegisterAsync(Entry, Minute, default)).Should().BeTrue();

        (await directory.TryRegisterAsync(other, Minute, default)).Should().BeFalse();
        await directory.RemoveAsync(other, default);
        (await directory.ListAsync(default)).Should().Equal(Entry);
        await ExecuteAsync("UPDATE socket_io_nodes SET expires_at = now()");

        (await directory.ListAsync(default)).Should().BeEmpty();
        (await directory.TryRegisterAsync(other, Minute, default)).Should().BeTrue();
        (await directory.ListAsync(default)).Should().Equal(other);
    }

    [Test]
    public async Task Entries_ThatHaveExpired_AreClearedAway()
    {
        var directory = Directory();
        await directory.TryRegisterAsync(Entry, Minute, default);
        await ExecuteAsync("UPDATE socket_io_nodes SET expires_at = now()");

        await directory.TryRegisterAsync(Entry with { Code = "bbbb" }, Minute, default);

        (await QueryAsync<long>("SELECT count(*) FROM socket_io_nodes")).Should().Be(1);
    }

    [Test]
    public async Task Nodes_OfTheDatabase_PassRequestsOnToEachOther()
    {
        var owner = await StartAsync();
        var other = await StartAsync();
        await using var first = await PollingWire.OpenAsync(owner.Url);
        await using var second = PollingWire.Resume(other.Url, first.SessionId);

        await second.SendAsync("40");

        (await second.ReceiveAsync()).Should().StartWith("""40{"sid":""");
        owner.Get<SocketIoServer>().ConnectionCount.Should().Be(1);
        other.Get<SocketIoServer>().ConnectionCount.Should().Be(0);
        await second.SendAsync("1");
    }

    private INodeDirectory Directory()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSocketIo().UsePostgreSql(ConnectionString);
        return Own(services.BuildServiceProvider()).GetRequiredService<INodeDirectory>();
    }

    private Task<TestHost> StartAsync() => Own(TestHost.StartAsync(
        builder => builder.Services.AddSocketIo().AddForwarding().UsePostgreSql(ConnectionString),
        app => app.MapSocketIo()));
}
