using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocketIoSharp.Hosting;

namespace SocketIoSharp.Server.Tests.Hosting;

/// <summary>A program without a web application of its own.</summary>
internal sealed class ListenerTests : WireFixture
{
    private readonly RecordedLog _log = new();

    [TearDown]
    public void DisposeOfLog() => _log.Dispose();

    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task Listener_InAGenericHost_ServesClientsUntilItStops(string transport)
    {
        using var host = Build(0, options =>
        {
            options.Engine.PingInterval = TimeSpan.FromSeconds(9);
            options.ShutdownTimeout = TimeSpan.FromMinutes(1);
        });
        var server = host.Services.GetRequiredService<SocketIoServer>();
        var reason = new TaskCompletionSource<DisconnectReason>();
        server.OnConnection(socket =>
        {
            socket.On("hello", (string name) => "Hello, " + name);
            socket.OnDisconnect(reason.SetResult);
        });
        Port(host).Should().Be(0);
        await host.StartAsync().Soon();
        var url = new Uri($"http://127.0.0.1:{Port(host)}");

        var client = await Own(SocketWire.OpenAsync(url, transport));
        client.Engine.OpenPacket.Should().Contain("\"pingInterval\":9000");
        await client.ConnectAsync();
        await client.SendAsync("""21["hello","Ada"]""");
        await client.ExpectAsync("""31["Hello, Ada"]""");
        server.ConnectionCount.Should().Be(1);

        var stopping = host.StopAsync();
        await client.Engine.ReceiveCloseAsync();
        await stopping.Soon();

        (await reason.Task.Soon()).Should().Be(DisconnectReason.ServerShuttingDown);
        var connecting = () => RawConnection.OpenAsync(url);
        await connecting.Should().ThrowAsync<System.Net.Sockets.SocketException>();
        _log.Entries.Should().Contain(entry => entry.Id.Name == "SessionOpened", "it logs with the program");
        _log.Verify();
    }

    [Test]
    public async Task Listener_OtherServiceOfTheProgram_HasTheSameServer()
    {
        using var host = Build(0);
        await host.StartAsync().Soon();
        var client = await Own(SocketWire.OpenAsync(new Uri($"http://127.0.0.1:{Port(host)}")));
        await client.ConnectAsync();
        var server = host.Services.GetRequiredService<SocketIoServer>();
        await Patience.UntilAsync(() => server.Sockets.SocketCount == 1);

        await server.EmitAsync("news");

        await client.ExpectAsync("""2["news"]""");
        await client.DisposeAsync();
        await host.StopAsync().Soon();
    }

    [Test]
    public async Task Listener_PathOfItsOwn_IsServedThereWithTheClient()
    {
        using var host = Build(0, options => options.Path = "/live");
        await host.StartAsync().Soon();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port(host)}") };

        (await http.GetAsync("/live/?EIO=4&transport=polling")).StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        (await http.GetAsync("/socket.io/?EIO=4&transport=polling")).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);

        // The session of this client ends with its host's time.
        await host.Services.GetRequiredService<SocketIoServer>().CloseAsync(new CancellationToken(canceled: true));
        await host.StopAsync().Soon();
    }

    [Test]
    public async Task Listener_PortInUse_TheStartFails()
    {
        using var first = Build(0);
        await first.StartAsync().Soon();
        using var second = Build(Port(first));

        var starting = () => second.StartAsync().Soon();

        await starting.Should().ThrowAsync<IOException>().WithMessage($"*{Port(first)}*");
        await first.StopAsync().Soon();
    }

    [Test]
    public async Task Listener_ImpossibleOption_TheStartFails()
    {
        using var host = Build(0, options => options.Engine.PingInterval = TimeSpan.Zero);

        var starting = () => host.StartAsync().Soon();

        await starting.Should().ThrowAsync<OptionsValidationException>().WithMessage("*Engine.PingInterval*");
    }

    [Test]
    public void AddSocketIoServer_Twice_SaysWhatToDo()
    {
        var services = new ServiceCollection();
        services.AddSocketIoServer(0);

        var adding = () => services.AddSocketIoServer(0);

        adding.Should().Throw<InvalidOperationException>().WithMessage("AddSocketIoServer was called twice*namespaces*");
    }

    [TestCase(-1)]
    [TestCase(65_536)]
    public void AddSocketIoServer_NoPort_Throws(int port)
    {
        var adding = () => new ServiceCollection().AddSocketIoServer(port);

        adding.Should().Throw<ArgumentOutOfRangeException>().And.ParamName.Should().Be("port");
    }

    private static int Port(IHost host) => host.Services.GetRequiredService<SocketIoListener>().Port;

    private IHost Build(int port, Action<SocketIoOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(_log).SetMinimumLevel(LogLevel.Warning).AddFilter(nameof(SocketIoSharp), LogLevel.Debug);
        builder.Services.AddSocketIoServer(port, configure);
        return builder.Build();
    }
}
