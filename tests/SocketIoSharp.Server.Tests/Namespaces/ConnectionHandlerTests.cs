namespace SocketIoSharp.Server.Tests.Namespaces;

internal sealed class ConnectionHandlerTests : ServerFixture
{
    [Test]
    public async Task Handlers_Several_RunInOrderOneAfterTheOther()
    {
        var steps = new List<string>();
        var release = new TaskCompletionSource();
        await StartAsync(prepare: server =>
        {
            server.OnConnection(async _ =>
            {
                steps.Add("first");
                await release.Task;
                steps.Add("first ends");
            });
            server.OnConnection(_ => steps.Add("second"));
            server.OnConnection(socket => socket.EmitAsync("ready"));
        });
        var (client, _) = await ConnectAsync();

        await Patience.UntilAsync(() => steps.Count == 1);
        release.SetResult();

        await client.ExpectAsync("""2["ready"]""");
        steps.Should().Equal("first", "first ends", "second");
    }

    [Test]
    public async Task Handler_Throws_IsLoggedAndTheSocketStays()
    {
        await StartAsync(prepare: server => server.OnConnection(async socket =>
        {
            socket.On("ping me", () => "here");
            await Task.Yield();
            throw new InvalidOperationException("broken");
        }));
        Host.Log.Expect("HandlerFailed");
        var (client, _) = await ConnectAsync();

        (await Host.Log.WaitForAsync("HandlerFailed")).Exception!.Message.Should().Be("broken");

        await client.SendAsync("""21["ping me"]""");
        await client.ExpectAsync("""31["here"]""");
    }

    [Test]
    public async Task Handler_RegistersAfterAnAwait_EventsThatCameMeanwhileReachIt()
    {
        var release = new TaskCompletionSource();
        await StartAsync(prepare: server => server.OnConnection(async socket =>
        {
            await release.Task;
            socket.On("hello", () => "there");
        }));
        var (client, _) = await ConnectAsync();

        await client.SendAsync("""21["hello"]""");
        await ((WebSocketWire)client.Engine).SynchroniseAsync();
        release.SetResult();

        await client.ExpectAsync("""31["there"]""");
    }

    [Test]
    public async Task Handler_BehindAnAsynchronousMiddleware_NoEventIsEarlierThanIt()
    {
        using var release = new ManualResetEventSlim();
        await StartAsync(prepare: server =>
        {
            server.Use(async (_, next) =>
            {
                await Task.Yield();
                await next();
            });
            server.OnConnection(socket =>
            {
                release.Wait(Patience.Limit);
                socket.On("hello", () => "there");
            });
        });
        var client = await OpenAsync();
        await client.ConnectAsync();

        await client.SendAsync("""21["hello"]""");
        await ((WebSocketWire)client.Engine).SynchroniseAsync();
        release.Set();

        await client.ExpectAsync("""31["there"]""");
    }
}
