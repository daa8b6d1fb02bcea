namespace SocketIoSharp.Server.Tests.Namespaces;

internal sealed class ConnectTimeoutTests : ServerFixture
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task ConnectTimeout_NobodyConnects_ClosesTheConnection(string transport)
    {
        await StartAsync(Configure);
        var client = await OpenAsync(transport);

        Time.Advance(Limit - TimeSpan.FromMilliseconds(100));
        Server.ConnectionCount.Should().Be(1);
        Time.Advance(TimeSpan.FromMilliseconds(200));

        await client.Engine.ReceiveCloseAsync();
        await Patience.UntilAsync(() => Server.ConnectionCount == 0);
    }

    [Test]
    public async Task ConnectTimeout_Default_Is45Seconds()
    {
        await StartAsync(options => options.Engine.PingInterval = TimeSpan.FromMinutes(5));
        var client = await OpenAsync();

        Time.Advance(TimeSpan.FromSeconds(44.9));
        Server.ConnectionCount.Should().Be(1);
        Time.Advance(TimeSpan.FromSeconds(0.2));

        await client.Engine.ReceiveCloseAsync();
    }

    [Test]
    public async Task ConnectTimeout_Refused_StillRuns()
    {
        await StartAsync(Configure, server => server.Use((context, _) =>
        {
            context.Reject("no");
            return Task.CompletedTask;
        }));
        var client = await OpenAsync();
        await client.RequestAsync("/unknown");
        await client.ExpectAsync("""4/unknown,{"message":"Invalid namespace"}""");
        await client.RequestAsync();
        await client.ExpectAsync("""4{"message":"no"}""");

        Time.Advance(Limit + TimeSpan.FromMilliseconds(100));

        await client.Engine.ReceiveCloseAsync();
    }

    [Test]
    public async Task ConnectTimeout_MiddlewareWaits_ClosesAndCancels()
    {
        var inside = new TaskCompletionSource<Socket>();
        var cancelled = new TaskCompletionSource();
        await StartAsync(Configure, server => server.Use(async (context, _) =>
        {
            inside.SetResult(context.Socket);
            var waiting = Task.Delay(Timeout.InfiniteTimeSpan, context.Socket.Aborted);
            await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancelled.SetResult();
        }));
        var client = await OpenAsync();
        await client.RequestAsync();
        await inside.Task.Soon();

        Time.Advance(Limit + TimeSpan.FromMilliseconds(100));

        await client.Engine.ReceiveCloseAsync();
        await cancelled.Task.Soon();
    }

    [Test]
    public async Task ConnectTimeout_ConnectedOnce_IsOver()
    {
        await StartAsync(Configure, server => server.Of("/other"));
        var (client, socket) = await ConnectAsync();
        Time.Advance(Limit * 3);
        await ExpectNothingAsync(client, socket);

        await client.SendAsync("1");
        await Patience.UntilAsync(() => !socket.Connected);
        Time.Advance(Limit * 3);

        await client.ConnectAsync("/other");
    }

    private static void Configure(SocketIoOptions options)
    {
        options.ConnectTimeout = Limit;
        options.Engine.PingInterval = TimeSpan.FromMinutes(5);
    }
}
