using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace SocketIoSharp.Server.Tests.Diagnostics;

internal sealed class EventMetricsTests : ServerFixture
{
    private const string Handled = "socketio.event.handled";
    private const string Kind = "socketio.handler.kind";

    [Test]
    public async Task Events_HandledAndUnhandled_AreCountedAndNotByName()
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("known", (Ack ack) => ack.SendAsync())));
        var events = Collect<long>("socketio.events.received");
        var (client, _) = await ConnectAsync();

        await client.SendAsync("""2["unknown"]""", """2["other"]""");
        await client.AskAsync("""["known"]""");

        events.Sum((Handled, true)).Should().Be(1);
        events.Sum((Handled, false)).Should().Be(2);
        events.GetMeasurementSnapshot().SelectMany(measurement => measurement.Tags.Keys).Distinct().Should().Equal(Handled);
    }

    [Test]
    public async Task Events_ThroughMiddlewares_AreCountedOnceEach()
    {
        await StartAsync(prepare: server => server.OnConnection(socket =>
        {
            socket.Use((incoming, next) => incoming.EventName == "dropped" ? Task.CompletedTask : next());
            socket.On("known", (Ack ack) => ack.SendAsync());
        }));
        var events = Collect<long>("socketio.events.received");
        var (client, _) = await ConnectAsync();

        await client.SendAsync("""2["dropped"]""", """2["unknown"]""");
        await client.AskAsync("""["known"]""");

        events.Sum((Handled, true)).Should().Be(2, "what a middleware keeps back, it has handled");
        events.Sum((Handled, false)).Should().Be(1);
    }

    [Test]
    public async Task EventDuration_OfAHandlerThatWaits_IsItsOwnAndNotThatOfTheQueue()
    {
        var first = new TaskCompletionSource();
        await StartAsync(prepare: server => server.OnConnection(socket =>
        {
            socket.On("first", () => first.Task);
            socket.On("second", () => { });
        }));
        var durations = Collect<double>("socketio.event.duration");
        var (client, _) = await ConnectAsync();
        await client.SendAsync("""2["first"]""", """2["second"]""");
        await client.SynchroniseAsync();

        Time.Advance(TimeSpan.FromSeconds(3));
        first.SetResult();

        await Patience.UntilAsync(() => durations.GetMeasurementSnapshot().Count == 2);
        durations.GetMeasurementSnapshot().Select(measurement => measurement.Value).Should().Equal(3, 0);
    }

    [Test]
    public async Task EventDuration_OfAHandlerThatFails_IsMeasuredAllTheSame()
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("bad", () => throw new InvalidOperationException("bad"))));
        var (durations, errors) = (Collect<double>("socketio.event.duration"), Collect<long>("socketio.handler.errors"));
        Host.Log.Expect("HandlerFailed");
        var (client, _) = await ConnectAsync();

        await client.AskAsync("""["bad"]""");

        durations.GetMeasurementSnapshot().Should().ContainSingle();
        errors.Sum((Kind, "event")).Should().Be(1);
    }

    [Test]
    public async Task HandlerErrors_OfEveryKindOfASocket_AreCountedByKind()
    {
        await StartAsync(prepare: server => server.OnConnection(socket =>
        {
            socket.OnAny((_, _) => throw new InvalidOperationException("any"));
            socket.OnAnyOutgoing((_, _) => throw new InvalidOperationException("outgoing"));
            socket.Use((_, _) => throw new InvalidOperationException("middleware"));
            socket.OnDisconnect(_ => throw new InvalidOperationException("end"));
            throw new InvalidOperationException("connection");
        }));
        var errors = Collect<long>("socketio.handler.errors");
        Array.ForEach(["HandlerFailed", "CatchAllHandlerFailed", "OutgoingHandlerFailed", "EventMiddlewareFailed", "SocketHandlerFailed"], Host.Log.Expect);
        var (client, socket) = await ConnectAsync();

        await client.SendAsync("""2["e"]""");
        await errors.ReachAsync(1, (Kind, "event_middleware"));
        await socket.EmitAsync("out");
        await socket.DisconnectAsync();

        await errors.ReachAsync(2, (Kind, "lifetime"));
        errors.Sum((Kind, "catch_all")).Should().Be(1);
        errors.Sum((Kind, "outgoing_catch_all")).Should().Be(1);
    }

    [Test]
    public async Task HandlerErrors_OfANamespace_AreCountedByKind()
    {
        await StartAsync(prepare: server =>
        {
            server.Use((_, _) => throw new InvalidOperationException("middleware"));
            server.OnNewNamespace(_ => throw new InvalidOperationException("new"));
            server.Of((Func<string, System.Text.Json.JsonElement, bool>)((_, _) => throw new InvalidOperationException("function")));
            server.Sockets.Adapter.RoomJoined += (_, _) => throw new InvalidOperationException("room");
        });
        var errors = Collect<long>("socketio.handler.errors");
        Array.ForEach(["MiddlewareFailed", "NewNamespaceHandlerFailed", "NamespaceFunctionFailed"], Host.Log.Expect);
        Server.Of("/new");
        var client = await OpenAsync();

        await client.RequestAsync();
        await client.ReceiveAsync();
        await client.RequestAsync("/unknown");
        await client.ReceiveAsync();

        errors.Sum((Kind, "connect_middleware")).Should().Be(1);
        errors.Sum((Kind, "new_namespace")).Should().Be(1);
        errors.Sum((Kind, "namespace_function")).Should().Be(1);
        errors.Sum().Should().Be(3);
    }

    [Test]
    public void Meters_OfAnApplicationWithoutAFactory_AreTheServersOwn()
    {
        using var server = new SocketIoServer(Microsoft.Extensions.Options.Options.Create(new SocketIoOptions()), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        using var listener = new MeterListener();
        var seen = new List<string>();
        listener.InstrumentPublished = (instrument, _) => seen.Add(instrument.Name);
        listener.Start();

        seen.Should().Contain(["socketio.sockets.active", "engineio.sessions.active"]);
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => Own(new MetricCollectors()).Collect<T>(Host, instrument);
}
