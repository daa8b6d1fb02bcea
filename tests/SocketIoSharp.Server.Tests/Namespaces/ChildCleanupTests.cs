using System.Text.RegularExpressions;
using SocketIoSharp.Adapters;

namespace SocketIoSharp.Server.Tests.Namespaces;

/// <summary>Namespaces that go with their last client.</summary>
internal sealed class ChildCleanupTests : ServerFixture
{
    private readonly List<Namespace> _created = [];
    private ParentNamespace _parent = null!;

    [SetUp]
    public void ForgetCreated() => _created.Clear();

    [Test]
    public async Task Cleanup_Off_EmptyChildrenStay()
    {
        await StartParentAsync(isOn: false);
        var (client, socket) = await ConnectAsync("/d1");

        await LeaveAsync(client, socket);
        await client.ConnectAsync("/d1");

        _created.Should().ContainSingle();
        _parent.Children.Should().Equal(_created);
    }

    [Test]
    public async Task Cleanup_On_LastClientTakesTheChildAlongAndTheNextOneGetsANewOne()
    {
        await StartParentAsync();
        var (first, firstSocket) = await ConnectAsync("/d1");
        var (second, secondSocket) = await ConnectAsync("/d1");

        await LeaveAsync(first, firstSocket);
        _parent.Children.Should().Equal(_created);
        await LeaveAsync(second, secondSocket);
        await Patience.UntilAsync(() => _parent.Children.Count == 0);
        await second.ConnectAsync("/d1");

        _created.Should().HaveCount(2);
        _parent.Children.Should().Equal(_created[1]);
        Server.Of("/d1").Should().BeSameAs(_created[1]);
        await _parent.EmitAsync("hello");
        await second.ExpectAsync("""2/d1,["hello"]""");
    }

    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task Cleanup_ConnectionEnds_ChildGoesOnceTheHandlersHaveRun(string transport)
    {
        var release = new TaskCompletionSource();
        await StartParentAsync();
        _parent.OnConnection(socket => socket.OnDisconnect(_ => release.Task));
        var (client, socket) = await ConnectAsync("/d1", transport);

        await socket.DisconnectAsync(close: true);
        await Patience.UntilAsync(() => !socket.Connected);
        _parent.Children.Should().ContainSingle("a handler still works with it");
        release.SetResult();

        await Patience.UntilAsync(() => _parent.Children.Count == 0);
        await client.ExpectAsync("1/d1,");
    }

    [Test]
    public async Task Cleanup_MiddlewareRejectsTheOnlyClient_ChildGoes()
    {
        await StartParentAsync();
        _parent.Use((context, _) =>
        {
            context.Reject("no");
            return Task.CompletedTask;
        });
        var client = await OpenAsync();

        await client.RequestAsync("/d1");
        await client.ExpectAsync("""4/d1,{"message":"no"}""");

        _created.Should().ContainSingle();
        _parent.Children.Should().BeEmpty();
    }

    [Test]
    public async Task Cleanup_AnotherClientIsStillInAMiddleware_ChildStaysForIt()
    {
        var gate = new TaskCompletionSource();
        await StartParentAsync();
        _parent.Use(async (context, next) =>
        {
            if (context.Auth.TryGetProperty("slow", out _))
            {
                await gate.Task;
            }

            await next();
        });
        var (first, firstSocket) = await ConnectAsync("/d1");
        var second = await OpenAsync();
        await second.RequestAsync("/d1", """{"slow":true}""");
        await second.SynchroniseAsync();

        await LeaveAsync(first, firstSocket);
        gate.SetResult();
        await second.ReceiveConnectAsync("/d1");

        _created.Should().ContainSingle();
        await Server.Of("/d1").EmitAsync("hello");
        await second.ExpectAsync("""2/d1,["hello"]""");
    }

    [Test]
    public async Task Cleanup_ChildGoes_ItsAdapterIsClosedOnce()
    {
        var closed = new List<string>();
        await StartParentAsync(configure: options => options.AdapterFactory = @namespace => new ClosingAdapter(@namespace, closed));
        var (first, firstSocket) = await ConnectAsync("/d1");
        await ConnectAsync("/d2");

        await LeaveAsync(first, firstSocket);
        await Patience.UntilAsync(() => closed.Count > 0);

        closed.Should().Equal("/d1");
        var closing = Server.CloseAsync();
        Time.Advance(Server.Options.ShutdownTimeout);
        await closing.Soon();
        closed.Should().BeEquivalentTo("/d1", "/", "/d2");
    }

    [Test]
    public async Task Cleanup_StaticNamespace_Stays()
    {
        await StartParentAsync();
        var made = Server.Of("/static");
        var (client, socket) = await ConnectAsync("/static");

        await LeaveAsync(client, socket);
        await client.ConnectAsync("/static");

        Server.Of("/static").Should().BeSameAs(made);
    }

    [Test]
    public async Task Cleanup_ClientsComeAndGoAllTheTime_NobodyIsLost()
    {
        await StartParentAsync();
        _parent.OnConnection(socket => socket.On("name", () => socket.Id));
        var clients = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync()));

        await Task.WhenAll(clients.Select(ComeAndGoAsync));

        await Patience.UntilAsync(() => _parent.Children.Count == 0);

        static async Task ComeAndGoAsync(SocketWire client)
        {
            for (var i = 0; i < 60; i++)
            {
                var id = await client.ConnectAsync("/d1");
                (await client.AskAsync("""["name"]""", "/d1")).Should().Be($"""["{id}"]""");
                await client.SendAsync("1/d1,");
            }
        }
    }

    private static async Task LeaveAsync(SocketWire client, Socket socket)
    {
        var gone = new TaskCompletionSource();
        socket.OnDisconnect(_ => gone.SetResult());
        await client.SendAsync($"1{socket.Namespace.Name},");
        await gone.Task.Soon();
    }

    private Task StartParentAsync(bool isOn = true, Action<SocketIoOptions>? configure = null) => StartAsync(
        options =>
        {
            options.CleanupEmptyChildNamespaces = isOn;
            configure?.Invoke(options);
        },
        server =>
        {
            server.OnNewNamespace(@namespace =>
            {
                lock (_created)
                {
                    _created.Add(@namespace);
                }
            });
            _parent = server.Of(new Regex("^/d[0-9]$"));
        });

    private sealed class ClosingAdapter(Namespace @namespace, List<string> closed) : Adapter(@namespace)
    {
        public override Task CloseAsync()
        {
            lock (closed)
            {
                closed.Add(Namespace.Name);
            }

            return Task.CompletedTask;
        }
    }
}
