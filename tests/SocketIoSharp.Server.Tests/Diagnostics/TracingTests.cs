using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Server.Tests.Diagnostics;

internal sealed class TracingTests : ServerFixture
{
    [Test]
    public async Task Connect_ToANamespace_IsASpanUntilTheAnswer()
    {
        await StartAsync(prepare: server => server.Of("/admin"));
        var spans = Own(new RecordedSpans());

        var (client, _) = await ConnectAsync("/admin");

        var span = await spans.WaitForAsync("connect");
        span.Kind.Should().Be(ActivityKind.Server);
        span.Status.Should().Be(ActivityStatusCode.Unset);
        TagsOf(span).Should().Equal(new Dictionary<string, object?>
        {
            ["messaging.system"] = "socketio",
            ["socketio.namespace"] = "/admin",
            ["socketio.socket.id"] = client.Id,
        });
    }

    [Test]
    public async Task Connect_RefusedByAMiddleware_IsAnErrorWithItsSpanAroundIt()
    {
        Activity? seen = null;
        await StartAsync(prepare: server => server.Use((context, _) =>
        {
            seen = Activity.Current;
            context.Reject("secret words");
            return Task.CompletedTask;
        }));
        var spans = Own(new RecordedSpans());
        var client = await OpenAsync();

        await client.RequestAsync(auth: """{"token":"secret words"}""");
        await client.ReceiveAsync();

        var span = await spans.WaitForAsync("connect");
        seen.Should().BeSameAs(span);
        span.Status.Should().Be(ActivityStatusCode.Error);
        TagsOf(span)["error.type"].Should().Be("middleware");
        Everything(span).Should().NotContain("secret");
    }

    [Test]
    public async Task Event_WithAHandler_IsASpanOfItsOwnThatIsLinkedToTheRequest()
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("greet", (string name, Ack ack) => ack.SendAsync(name))));
        var spans = Own(new RecordedSpans("Microsoft.AspNetCore"));
        var (client, _) = await ConnectAsync();

        await client.AskAsync("""["greet","secret words"]""");

        var span = await spans.WaitForAsync("process greet");
        span.Kind.Should().Be(ActivityKind.Server);
        span.ParentId.Should().BeNull("the request of a WebSocket is no span to be in");
        await client.DisposeAsync();
        var request = await RequestAsync(spans);
        span.Links.Should().ContainSingle().Which.Context.SpanId.Should().Be(request.SpanId);
        TagsOf(span).Should().Equal(new Dictionary<string, object?>
        {
            ["messaging.system"] = "socketio",
            ["messaging.operation.type"] = "process",
            ["socketio.event"] = "greet",
            ["socketio.namespace"] = "/",
            ["socketio.socket.id"] = client.Id,
        });
        Everything(span).Should().NotContain("secret");
    }

    [Test]
    public async Task Event_HandlerThatWaits_KeepsItsSpanAndLeavesTheOthersAlone()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = new List<string?>();
        await StartAsync(prepare: server => server.OnConnection(socket =>
        {
            socket.On("slow", async () =>
            {
                seen.Add(Activity.Current?.DisplayName);
                await go.Task;
                seen.Add(Activity.Current?.DisplayName);
            });
            socket.On("queued", (Ack ack) =>
            {
                seen.Add(Activity.Current?.DisplayName);
                return ack.SendAsync();
            });
        }));
        var spans = Own(new RecordedSpans());
        var (client, _) = await ConnectAsync();
        await client.SendAsync("""2["slow"]""", """21["queued"]""");
        await client.SynchroniseAsync();

        go.SetResult();
        await client.ExpectAsync("31[]");

        seen.Should().Equal("process slow", "process slow", "process queued");
        await spans.WaitForAsync("process queued");
        spans.Ended.Should().OnlyContain(span => span.ParentId == null);
        Activity.Current.Should().BeNull();
    }

    [Test]
    public async Task Event_HandlerThatFails_IsAnErrorWithoutItsMessage()
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("bad", (string text) => throw new InvalidOperationException(text))));
        Host.Log.Expect("HandlerFailed");
        var spans = Own(new RecordedSpans());
        var (client, _) = await ConnectAsync();

        await client.AskAsync("""["bad","secret words"]""");

        var span = await spans.WaitForAsync("process bad");
        span.Status.Should().Be(ActivityStatusCode.Error);
        TagsOf(span)["error.type"].Should().Be("System.InvalidOperationException");
        Everything(span).Should().NotContain("secret");
    }

    [Test]
    public async Task Event_WithoutAHandler_IsNoSpan()
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("known", (Ack ack) => ack.SendAsync())));
        var spans = Own(new RecordedSpans());
        var (client, _) = await ConnectAsync();

        await client.SendAsync("""2["whatever clients think of"]""");
        await client.AskAsync("""["known"]""");

        await spans.WaitForAsync("process known");
        spans.Ended.Select(span => span.DisplayName).Should().Equal("connect", "process known");
    }

    [Test]
    public async Task Broadcast_WithinAHandler_IsAChildWithTheNumberOfItsRooms()
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("say", async (string text, Ack ack) =>
        {
            await socket.To("a", "b").EmitAsync("said", text);
            await socket.Broadcast.EmitAsync("all", text);
            await ack.SendAsync();
        })));
        var spans = Own(new RecordedSpans());
        var (client, _) = await ConnectAsync();

        await client.AskAsync("""["say","secret words"]""");

        var handling = await spans.WaitForAsync("process say");
        var span = await spans.WaitForAsync("send said");
        span.Kind.Should().Be(ActivityKind.Producer);
        span.ParentSpanId.Should().Be(handling.SpanId);
        TagsOf(span).Should().Equal(new Dictionary<string, object?>
        {
            ["messaging.system"] = "socketio",
            ["messaging.operation.type"] = "send",
            ["socketio.event"] = "said",
            ["socketio.namespace"] = "/",
            ["socketio.room.count"] = 2,
        });
        TagsOf(await spans.WaitForAsync("send all")).Should().NotContainKey("socketio.room.count");
        Everything(span).Should().NotContain("secret");
    }

    [Test]
    public async Task Broadcast_OfEveryKind_IsOneSpan()
    {
        ParentNamespace? parent = null;
        await StartAsync(prepare: server => parent = server.Of(new Regex("^/room-[0-9]$", RegexOptions.NonBacktracking)));
        await ConnectAsync("/room-1");
        await ConnectAsync("/room-2");
        var spans = Own(new RecordedSpans());

        await parent!.EmitAsync("parent");
        _ = Server.Of("/room-1").EmitWithAck("asked");
        await Server.EmitAsync("plain");

        spans.Ended.Select(span => span.DisplayName).Should().Equal("send parent", "send asked", "send plain");
    }

    [Test]
    public async Task Tracing_NobodyListens_LeavesTheCurrentSpanAlone()
    {
        Activity? seen = null;
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("e", (Ack ack) =>
        {
            seen = Activity.Current;
            return ack.SendAsync();
        })));
        var (client, _) = await ConnectAsync();

        await client.AskAsync("""["e"]""");

        seen?.Source.Name.Should().NotBe("SocketIoSharp");
    }

    private static async Task<Activity> RequestAsync(RecordedSpans spans)
    {
        await Patience.UntilAsync(() => spans.Ended.Any(span => span.Source.Name == "Microsoft.AspNetCore"));
        return spans.Ended.First(span => span.Source.Name == "Microsoft.AspNetCore");
    }

    private static Dictionary<string, object?> TagsOf(Activity span) => span.TagObjects.ToDictionary();

    private static string Everything(Activity span) =>
        string.Join(' ', [span.DisplayName, span.StatusDescription ?? string.Empty, .. span.TagObjects.Select(tag => $"{tag.Value}"), .. span.Events.Select(e => e.Name)]);
}
