using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Tests.Streams;

internal sealed class StreamsOptionTests : StreamsFixture
{
    [Test]
    public void Defaults_AreThoseOfTheReference()
    {
        var options = new RedisStreamsOptions();

        (options.StreamName, options.StreamCount, options.ChannelPrefix, options.SessionKeyPrefix).Should().Be(("socket.io", 1, "socket.io", "sio:session:"));
        (options.MaxLength, options.ReadCount, options.BlockTime).Should().Be((10_000, 100, TimeSpan.FromSeconds(5)));
    }

    [TestCaseSource(nameof(Wrong))]
    public void Value_OutOfRange_IsRefusedAtOnce(Action<RedisStreamsOptions> configure)
    {
        var act = () => new ServiceCollection().AddSocketIo().UseRedisStreams("127.0.0.1:1", configure);

        act.Should().Throw<ArgumentException>();
    }

    [Test]
    public async Task MaxLength_IsAboutWhatTheStreamKeeps()
    {
        Adjust = options => options.MaxLength = 100;
        await StartNodesAsync(1);
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Server.EmitAsync("n", i)));

        (await (await OpenRedisAsync()).StreamLengthAsync(Key)).Should().BeInRange(100, 300);
    }

    [Test]
    public async Task ReadCount_One_EverythingIsReadAllTheSame()
    {
        Adjust = options => options.ReadCount = 1;
        await StartRecoveringAsync(2);
        var lost = await ComeAndGoAsync(Hosts[0]);
        var there = await ComeAsync(Hosts[1]);
        for (var i = 0; i < 20; i++)
        {
            _ = Server.EmitAsync("n", i);
        }

        string[] all = [.. Enumerable.Range(0, 20).Select(i => $"[\"n\",{i}]")];
        await there.ExpectAsync(all);
        (await ComeAsync(Hosts[1], lost)).Missed.Should().Equal(all);
    }

    [Test]
    public async Task BlockTime_Short_QuestionsFollowEachOther()
    {
        Adjust = options => options.BlockTime = TimeSpan.FromMilliseconds(20);
        await StartNodesAsync(2);
        var database = await OpenRedisAsync();
        var before = await CallsAsync(database, "xread");

        // With the default there would be two in five seconds.
        for (var start = System.Diagnostics.Stopwatch.StartNew(); await CallsAsync(database, "xread") - before < 10; await Task.Delay(10))
        {
            start.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(4));
        }

        var (there, _) = await ConnectAsync(1);
        await Server.EmitAsync("hello");
        await there.ExpectAsync("""2["hello"]""");
    }

    [Test]
    public async Task PollInterval_Long_OwnEntriesAreLookedForAtOnce()
    {
        Adjust = options => options.PollInterval = TimeSpan.FromSeconds(30);
        var shared = Own(await ConnectionMultiplexer.ConnectAsync(Redis.Configuration));
        await StartNodeAsync(builder => builder.UseRedisStreams(shared, Configure), options => options.ConnectionStateRecovery = Recovery);
        var client = await ComeAsync(Hosts[0]);

        await Server.EmitAsync("hello").Soon();

        await client.ExpectAsync("""["hello"]""");
    }

    [Test]
    public async Task StreamNames_Different_NodesDoNotHearEachOther()
    {
        await StartNodesAsync(1);
        Adjust = options => options.StreamName = Key + "other";
        await StartNodeAsync();
        await NodesAsync(2);
        var (there, socket) = await ConnectAsync(1);

        await Server.EmitAsync("hello").Soon();
        await socket.EmitAsync("end");

        await there.ExpectAsync("""2["end"]""");
    }

    private static IEnumerable<Action<RedisStreamsOptions>> Wrong() =>
    [
        options => options.StreamName = string.Empty,
        options => options.ChannelPrefix = string.Empty,
        options => options.SessionKeyPrefix = string.Empty,
        options => options.StreamCount = 0,
        options => options.MaxLength = 0,
        options => options.ReadCount = 0,
        options => options.BlockTime = TimeSpan.Zero,
        options => options.PollInterval = TimeSpan.Zero,
        options => options.MaxPendingBytes = 0,
        options => options.LocalDeliveryTimeout = TimeSpan.Zero,
        options => options.SessionSaveInterval = TimeSpan.Zero,
        options => options.RequestTimeout = TimeSpan.Zero,
    ];

    private static async Task<long> CallsAsync(IDatabase database, string command)
    {
        var statistics = (string)(await database.ExecuteAsync("INFO", "commandstats"))!;
        var line = statistics.Split('\n').FirstOrDefault(line => line.StartsWith($"cmdstat_{command}:", StringComparison.Ordinal)) ?? "calls=0,";
        return long.Parse(line.Split("calls=")[1].Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
