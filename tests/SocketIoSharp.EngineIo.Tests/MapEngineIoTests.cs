using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SocketIoSharp.EngineIo.Tests;

internal sealed class MapEngineIoTests : WireFixture
{
    private TestHost _host = null!;

    [Test]
    public async Task MapEngineIo_Lambda_GetsSessionsAndTheirMessages()
    {
        await StartAsync(app => app.MapEngineIo("/socket.io", session => session.MessageReceived += message => session.SendAsync(message)));

        var client = await Own(WebSocketWire.OpenAsync(_host.Url));
        await client.SendAsync("4hello");

        await client.ExpectAsync("4hello");
    }

    [Test]
    public async Task MapEngineIo_Handler_IsMadeByTheServices()
    {
        await StartAsync(app => app.MapEngineIo<Greeter>("/socket.io"), services => services.AddSingleton("bonjour"));

        var client = await Own(WebSocketWire.OpenAsync(_host.Url));
        await client.SendAsync("4anna");

        await client.ExpectAsync("4bonjour anna");
    }

    [TestCase("/engine.io/?EIO=4&transport=polling", 200)]
    [TestCase("/engine.io/default/?EIO=4&transport=polling", 200)]
    [TestCase("/engine.io?EIO=4&transport=polling", 404)]
    [TestCase("/Engine.io/?EIO=4&transport=polling", 404)]
    [TestCase("/engine%2Eio/?EIO=4&transport=polling", 404)]
    [TestCase("/socket.io/?EIO=4&transport=polling", 404)]
    public async Task MapEngineIo_NoPath_IsAtEngineIoAsOnTheWire(string target, int status)
    {
        await StartAsync(app => app.MapEngineIo(_ => { }));

        (await GetAsync(target)).Status.Should().Be(status);
    }

    [Test]
    public async Task MapEngineIo_StartAndStop_AreInTheLog()
    {
        await StartAsync(app =>
        {
            app.MapEngineIo("/first", _ => { });
            app.MapEngineIo("/second", _ => { });
        });

        await _host.App.StopAsync();

        _host.Log.Entries.Where(entry => entry.Category.StartsWith("SocketIoSharp", StringComparison.Ordinal) && entry.Level >= LogLevel.Information)
            .Select(entry => (entry.Category, entry.Message)).Should().Equal(
                ("SocketIoSharp.EngineIo.Hosting", "Engine.IO serves at /first, /second."),
                ("SocketIoSharp.EngineIo.Hosting", "Engine.IO stops; sessions that are closed: 0."));
    }

    [Test]
    public async Task MapEngineIo_SeveralPaths_HaveTheirOwnOptionsAndSessions()
    {
        EngineEndpoint? first = null;
        EngineEndpoint? second = null;
        await StartAsync(
            app =>
            {
                first = app.MapEngineIo("/first", _ => { });
                second = app.MapEngineIo("/second/", _ => { });
            },
            services => services
                .AddEngineIo(options => options.PingTimeout = TimeSpan.FromSeconds(9))
                .AddEngineIo("/second", options =>
                {
                    options.PingInterval = TimeSpan.FromSeconds(3);
                    options.AddTrailingSlash = false;
                }));

        (await GetAsync("/first/?EIO=4&transport=polling")).Body.Should().Contain("\"pingInterval\":25000,\"pingTimeout\":9000");
        (await GetAsync("/second?EIO=4&transport=polling")).Body.Should().Contain("\"pingInterval\":3000,\"pingTimeout\":9000");
        (await GetAsync("/second/?EIO=4&transport=polling")).Status.Should().Be(200);
        (first!.Server.SessionCount, second!.Server.SessionCount).Should().Be((1, 2));
    }

    [Test]
    public async Task MapEngineIo_Conventions_Apply()
    {
        await StartAsync(app => app.MapEngineIo(_ => { }).RequireHost("example.org"));

        (await GetAsync("/engine.io/?EIO=4&transport=polling")).Status.Should().Be(404);
    }

    [Test]
    public async Task Stop_OpenSessions_AreClosed()
    {
        var closed = new TaskCompletionSource<string>();
        await StartAsync(app => app.MapEngineIo("/socket.io", session => session.Closed += (reason, _) => closed.TrySetResult(reason)));
        var client = await Own(WebSocketWire.OpenAsync(_host.Url));

        var stopping = _host.App.StopAsync();

        (await client.CloseCodeAsync()).Should().Be(1005);
        (await closed.Task.Soon()).Should().Be(CloseReason.ForcedClose);
        await stopping.Soon();
    }

    [Test]
    public void MapEngineIo_NothingRegistered_SaysWhatToWrite() =>
        Building(app => app.MapEngineIo(_ => { }), isRegistered: false).Should().Throw<InvalidOperationException>().WithMessage("*AddEngineIo()*");

    [Test]
    public void MapEngineIo_SamePathTwice_IsRefused() =>
        Building(app =>
        {
            app.MapEngineIo("/a", _ => { });
            app.MapEngineIo("/a/", _ => { });
        }).Should().Throw<InvalidOperationException>().WithMessage("*\"/a\"*");

    [TestCase("engine.io")]
    [TestCase("/")]
    [TestCase("/a/{b}")]
    public void MapEngineIo_ImpossiblePath_IsRefused(string path) =>
        Building(app => app.MapEngineIo(path, _ => { })).Should().Throw<ArgumentException>().WithParameterName(nameof(path));

    [Test]
    public void MapEngineIo_ImpossibleOption_IsNamed() =>
        Building(app => app.MapEngineIo(_ => { }), configure: options => options.Transports = ["pigeon"])
            .Should().Throw<OptionsValidationException>().WithMessage("*Transports*pigeon*");

    private static Func<TestHost> Building(Action<WebApplication> map, bool isRegistered = true, Action<EngineIoOptions>? configure = null) => () => TestHost.Build(
        builder =>
        {
            if (isRegistered)
            {
                builder.Services.AddEngineIo(configure);
            }
        },
        map);

    private async Task StartAsync(Action<WebApplication> map, Action<IServiceCollection>? register = null) => _host = await Own(TestHost.StartAsync(
        builder =>
        {
            builder.Services.AddEngineIo();
            register?.Invoke(builder.Services);
        },
        map));

    private async Task<RawResponse> GetAsync(string target)
    {
        await using var connection = await RawConnection.OpenAsync(_host.Url);
        await connection.SendHeadAsync("GET", target);
        return await connection.ReceiveResponseAsync();
    }

    private sealed class Greeter(string greeting) : IEngineHandler
    {
        public void OnOpen(EngineSession session)
        {
        }

        public ValueTask OnMessageAsync(EngineSession session, ReadOnlyMemory<byte> message, bool isBinary) =>
            new(session.SendAsync($"{greeting} {System.Text.Encoding.UTF8.GetString(message.Span)}"));

        public void OnClose(EngineSession session, string reason, string? description)
        {
        }

        public void OnDeadline(EngineSession session)
        {
        }
    }
}
