using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Server.Tests.Hosting;

/// <summary>Each option does something. Whether it does all that it should is tested where its subject is.</summary>
internal sealed class OptionEffectTests : ServerFixture
{
    [TestCase("/live")]
    [TestCase("/live/")]
    [TestCase("/a/b.c-d_e/live")]
    public async Task Path_Another_IsServedThereOnly(string path)
    {
        await StartAsync(options => options.Path = path);

        (await GetAsync(path.TrimEnd('/') + "/?EIO=4&transport=polling")).Status.Should().Be(200);
        (await GetAsync("/socket.io/?EIO=4&transport=polling")).Status.Should().Be(404);
    }

    [Test]
    public async Task AckTimeout_Short_EndsTheWait()
    {
        await StartAsync(options => options.AckTimeout = TimeSpan.FromSeconds(3));
        var (client, socket) = await ConnectAsync();

        var asking = socket.EmitWithAck("question").As<string>();
        await client.ExpectAsync("""20["question"]""");
        Time.Advance(TimeSpan.FromSeconds(2.9));
        asking.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromSeconds(0.2));

        await asking.Soon().Invoking(task => task).Should().ThrowAsync<AckTimeoutException>();
    }

    [TestCase(1)]
    [TestCase(2)]
    public async Task MaxConcurrentEvents_SoManyHandlers_RunAtATime(int count)
    {
        var running = 0;
        var release = new TaskCompletionSource();
        await StartAsync(
            options => options.MaxConcurrentEvents = count,
            server => server.OnConnection(socket => socket.On("work", () =>
            {
                Interlocked.Increment(ref running);
                return release.Task;
            })));
        var (client, _) = await ConnectAsync();

        await client.SendAsync("""20["work"]""", """21["work"]""", """22["work"]""");
        await ((WebSocketWire)client.Engine).SynchroniseAsync();
        running.Should().Be(count);
        release.SetResult();

        var acks = new[] { await client.ReceiveAsync(), await client.ReceiveAsync(), await client.ReceiveAsync() };
        acks.Should().BeEquivalentTo("30[]", "31[]", "32[]");
        running.Should().Be(3);
    }

    [Test]
    public async Task MaxQueuedEvents_MoreWait_NothingFurtherIsRead()
    {
        var release = new TaskCompletionSource();
        await StartAsync(
            options => options.MaxQueuedEvents = 2,
            server => server.OnConnection(socket => socket.On("work", () => release.Task)));
        var (client, socket) = await ConnectAsync(transport: WireClient.Polling);
        await client.SendAsync("""20["work"]""", """21["work"]""");

        // The third event fills the queue: its request is answered when there is room again.
        var sending = client.SendAsync("""22["work"]""");
        await Patience.UntilAsync(() => IsReadingPaused(socket.Connection.Session));
        sending.IsCompleted.Should().BeFalse();
        release.SetResult();

        await sending.Soon();
        await client.ExpectAsync("30[]", "31[]", "32[]");
    }

    [TestCase(1, true)]
    [TestCase(2, false)]
    public async Task MaxAttachments_More_EndsTheConnection(int limit, bool isRefused)
    {
        await StartAsync(
            options => options.MaxAttachments = limit,
            server => server.OnConnection(socket => socket.On("files", (byte[] a, byte[] b) => a.Length + b.Length)));
        var (client, _) = await ConnectAsync();

        await client.SendAsync("""52-7["files",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]""");

        if (isRefused)
        {
            await client.Engine.ReceiveCloseAsync();
            return;
        }

        await client.Engine.SendAsync([1, 2]);
        await client.Engine.SendAsync([3]);
        await client.ExpectAsync("37[3]");
    }

    [Test]
    public async Task Json_OwnRules_ApplyBothWays()
    {
        await StartAsync(
            options =>
            {
                options.Json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
                options.Json.Converters.Add(new JsonStringEnumConverter());
                options.Json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            },
            server => server.OnConnection(socket => socket.On("echo", (Meeting meeting) => meeting)));
        var (client, _) = await ConnectAsync();

        await client.SendAsync("""21["echo",{"start_day":"Friday","with_whom":null}]""");

        await client.ExpectAsync("""31[{"start_day":"Friday"}]""");
    }

    [Test]
    public async Task Engine_Heartbeat_IsAnnouncedAndKept()
    {
        await StartAsync(options =>
        {
            options.Engine.PingInterval = TimeSpan.FromSeconds(4);
            options.Engine.PingTimeout = TimeSpan.FromSeconds(3);
            options.Engine.MaxHttpBufferSize = 5_000;
        });
        var client = await OpenAsync();

        client.Engine.OpenPacket.Should().Be(
            $$"""0{"sid":"{{client.Engine.SessionId}}","upgrades":[],"pingInterval":4000,"pingTimeout":3000,"maxPayload":5000}""");
        Time.Advance(TimeSpan.FromSeconds(4.5));
        await client.Engine.ExpectAsync("2");
        Time.Advance(TimeSpan.FromSeconds(3.5));
        await Patience.UntilAsync(() => Server.ConnectionCount == 0);
    }

    [Test]
    public async Task Engine_MaxHttpBufferSize_LimitsRequests()
    {
        await StartAsync(options => options.Engine.MaxHttpBufferSize = 100);
        var client = await Own(PollingWire.OpenAsync(Host.Url));
        using var content = new StringContent("4" + new string('x', 100));

        using var response = await client.PostAsync(content);

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Test]
    public async Task Engine_UpgradeTimeout_EndsTheProbe()
    {
        await StartAsync(options => options.Engine.UpgradeTimeout = TimeSpan.FromSeconds(2));
        var client = await OpenAsync(WireClient.Polling);
        var probe = await Own(WebSocketWire.UpgradeAsync(Host.Url, client.Engine.SessionId));
        await probe.SendAsync("2probe");
        await probe.ExpectAsync("3probe");

        Time.Advance(TimeSpan.FromSeconds(2));

        (await probe.CloseCodeAsync()).Should().Be(1005);
        await client.ConnectAsync();
    }

    [Test]
    public async Task Engine_TransportsAndUpgrades_AreOfferedAsAllowed()
    {
        await StartAsync(options => options.Engine.Transports = ["polling"]);
        (await OpenAsync(WireClient.Polling)).Engine.OpenPacket.Should().Contain("\"upgrades\":[]");

        (await GetAsync("/socket.io/?EIO=4&transport=websocket")).Body.Should().Contain("Transport unknown");
    }

    [TestCase(true, "[\"websocket\"]")]
    [TestCase(false, "[]")]
    public async Task Engine_AllowUpgrades_ChangesTheOffer(bool isAllowed, string upgrades)
    {
        await StartAsync(options => options.Engine.AllowUpgrades = isAllowed);

        (await OpenAsync(WireClient.Polling)).Engine.OpenPacket.Should().Contain("\"upgrades\":" + upgrades);
    }

    [Test]
    public async Task Engine_CookieCorsAndAllowRequest_AreAsked()
    {
        await StartAsync(options =>
        {
            options.Engine.Cookie = new EngineIoCookie { Name = "sticky" };
            options.Engine.Cors = new EngineIoCors { Origin = "https://example.org" };
            options.Engine.AllowRequest = http => new(http.Request.Query.ContainsKey("token") ? AllowRequestResult.Allow : AllowRequestResult.Deny("no token"));
        });

        var refused = await GetAsync("/socket.io/?EIO=4&transport=polling");
        var allowed = await GetAsync("/socket.io/?EIO=4&transport=polling&token=1");

        refused.Status.Should().Be(403);
        refused.Body.Should().Contain("no token");
        allowed.Status.Should().Be(200);
        allowed.Headers["Set-Cookie"].Should().StartWith("sticky=");
        allowed.Headers["Access-Control-Allow-Origin"].Should().Be("https://example.org");
    }

    [Test]
    public async Task Engine_HighWaterMark_AnAwaitedEmitWaits()
    {
        await StartAsync(options => options.Engine.HighWaterMark = 1_000);
        var (client, socket) = await ConnectAsync(transport: WireClient.Polling);

        var emitting = socket.EmitAsync("big", new string('x', 2_000));
        emitting.IsCompleted.Should().BeFalse();
        Server.EmitAsync("everybody").IsCompleted.Should().BeTrue("a broadcast never waits");
        (await client.ReceiveAsync()).Should().StartWith("""2["big",""");

        await emitting.Soon();
    }

    [Test]
    public async Task Engine_MaxBufferedBytes_EndsTheSlowClient()
    {
        await StartAsync(options => options.Engine.MaxBufferedBytes = options.Engine.HighWaterMark = 1_000);
        var (_, socket) = await ConnectAsync(transport: WireClient.Polling);
        var reason = new TaskCompletionSource<DisconnectReason>();
        socket.OnDisconnect(reason.SetResult);

        await Server.EmitAsync("big", new string('x', 1_100));
        socket.Connected.Should().BeTrue("one packet alone may be larger");
        await Server.EmitAsync("small");

        (await reason.Task.Soon()).Should().Be(DisconnectReason.TransportError);
        (await reason.Task).Description.Should().Be("slow consumer");
    }

    [Test]
    public async Task AdapterFactory_Own_DeliversTheBroadcastsOfItsNamespace()
    {
        var adapters = new List<RecordingAdapter>();
        await StartAsync(
            options => options.AdapterFactory = @namespace =>
            {
                var adapter = new RecordingAdapter(@namespace);
                adapters.Add(adapter);
                return adapter;
            },
            server => server.Of("/admin"));

        await Server.To("a").Except("b").Local.Volatile.EmitAsync("hello", 1);

        adapters.Select(adapter => adapter.Namespace.Name).Should().Equal("/", "/admin");
        Server.Sockets.Adapter.Should().BeSameAs(adapters[0]);
        adapters[1].Sent.Should().BeEmpty();
        var (target, json) = adapters[0].Sent.Should().ContainSingle().Subject;
        json.Should().Be("""["hello",1]""");
        target.Rooms.Should().Equal("a");
        target.Except.Should().Equal("b");
        target.IsLocal.Should().BeTrue();
        target.IsVolatile.Should().BeTrue();
    }

    [Test]
    public void AddSocketIo_CalledAgain_OptionsAddUp()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSocketIo(options => options.MaxAttachments = 3);
        services.AddSocketIo().Services.Should().BeSameAs(services);
        services.AddSocketIo(options => options.Path = "/live");
        using var provider = services.BuildServiceProvider();

        var server = provider.GetServices<SocketIoServer>().Should().ContainSingle().Subject;

        server.Options.MaxAttachments.Should().Be(3);
        server.Options.Path.Should().Be("/live");
    }

    private async Task<RawResponse> GetAsync(string target)
    {
        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync("GET", target);
        return await connection.ReceiveResponseAsync();
    }

    [System.Runtime.CompilerServices.UnsafeAccessor(System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = "_isReadingPaused")]
    private static extern ref bool ReadingPaused(EngineSession session);

    // Nothing tells from outside that the server has stopped reading.
    private static bool IsReadingPaused(EngineSession session) => Volatile.Read(ref ReadingPaused(session));

    private enum Day
    {
        Monday,
        Friday,
    }

    private sealed record Meeting(Day StartDay, string? WithWhom);
}
