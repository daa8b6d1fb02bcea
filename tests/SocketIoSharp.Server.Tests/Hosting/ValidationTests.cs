using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Server.Tests.Hosting;

internal sealed class ValidationTests
{
    private static readonly TimeSpan TooLong = TimeSpan.FromDays(25);

    [TestCaseSource(nameof(BadValues))]
    public async Task Start_ImpossibleValue_FailsAndNamesTheOption(string option, Action<SocketIoOptions> configure)
    {
        // Nobody asks for the server here: the start alone must find it.
        using var host = Build(configure);

        var starting = () => host.StartAsync().Soon();

        var failure = (await starting.Should().ThrowAsync<OptionsValidationException>()).Which;
        failure.Failures.Should().ContainSingle().Which.Should().StartWith($"Property {option}: ");
    }

    [TestCaseSource(nameof(GoodValues))]
    public async Task Start_ValueAtTheLimit_Passes(Action<SocketIoOptions> configure)
    {
        using var host = Build(configure);

        await host.StartAsync().Soon();
        await host.StopAsync().Soon();
    }

    [Test]
    public async Task Start_SeveralImpossibleValues_NamesAll()
    {
        using var host = Build(options =>
        {
            options.MaxConcurrentEvents = 0;
            options.Engine.Transports = ["pigeon", "polling"];
            options.Engine.Cookie = new EngineIoCookie { Name = "a b" };
        });

        var starting = () => host.StartAsync().Soon();

        (await starting.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().HaveCount(3);
    }

    [Test]
    public void MapSocketIo_ImpossibleValue_FailsAsWell()
    {
        var building = () => TestHost.Build(
            builder => builder.Services.AddSocketIo(options => options.Engine.PingTimeout = TimeSpan.Zero),
            app => app.MapSocketIo());

        building.Should().Throw<OptionsValidationException>().WithMessage("*Engine.PingTimeout*");
    }

    private static IEnumerable<TestCaseData> BadValues()
    {
        yield return Bad("Path", options => options.Path = "socket.io");
        yield return Bad("Path", options => options.Path = string.Empty);
        yield return Bad("Path", options => options.Path = "/");
        yield return Bad("Path", options => options.Path = "//");
        yield return Bad("Path", options => options.Path = "/{tenant}/socket.io");
        yield return Bad("Path", options => options.Path = "/socket.io?x=1");
        yield return Bad("Path", options => options.Path = null!);
        yield return Bad("ConnectTimeout", options => options.ConnectTimeout = TimeSpan.Zero);
        yield return Bad("ConnectTimeout", options => options.ConnectTimeout = TooLong);
        yield return Bad("ConnectTimeout", options => options.ConnectTimeout = Timeout.InfiniteTimeSpan);
        yield return Bad("AckTimeout", options => options.AckTimeout = TimeSpan.Zero);
        yield return Bad("AckTimeout", options => options.AckTimeout = TooLong);
        yield return Bad("MaxConcurrentEvents", options => options.MaxConcurrentEvents = 0);
        yield return Bad("MaxQueuedEvents", options => options.MaxQueuedEvents = 0);
        yield return Bad("ConnectionStateRecovery.MaxDisconnectionDuration", options => options.ConnectionStateRecovery = new() { MaxDisconnectionDuration = TimeSpan.Zero });
        yield return Bad("ConnectionStateRecovery.MaxDisconnectionDuration", options => options.ConnectionStateRecovery = new() { MaxDisconnectionDuration = TooLong });
        yield return Bad("ConnectionStateRecovery.MaxStoredBytes", options => options.ConnectionStateRecovery = new() { MaxStoredBytes = 0 });
        yield return Bad("ConnectionStateRecovery.MaxSessions", options => options.ConnectionStateRecovery = new() { MaxSessions = 0 });
        yield return Bad("MaxAttachments", options => options.MaxAttachments = -1);
        yield return Bad("MaxAttachmentBytes", options => options.MaxAttachmentBytes = 0);
        yield return Bad("AttachmentTimeout", options => options.AttachmentTimeout = TimeSpan.Zero);
        yield return Bad("MaxNamespaces", options => options.MaxNamespaces = 0);
        yield return Bad("MaxNamespaceNameLength", options => options.MaxNamespaceNameLength = 0);
        yield return Bad("MaxEventsPerSecond", options => options.MaxEventsPerSecond = 0);
        yield return Bad("EventBurst", options => options.EventBurst = 0);
        yield return Bad("EventLimitAction", options => options.EventLimitAction = (EventLimitAction)42);
        yield return Bad("MaxPendingAcks", options => options.MaxPendingAcks = 0);
        yield return Bad("DrainTimeout", options => options.DrainTimeout = TimeSpan.FromTicks(-1));
        yield return Bad("DrainTimeout", options => options.DrainTimeout = TooLong);
        yield return Bad("DrainClientsPerSecond", options => options.DrainClientsPerSecond = 0);
        yield return Bad("ShutdownTimeout", options => options.ShutdownTimeout = TimeSpan.FromTicks(-1));
        yield return Bad("ShutdownTimeout", options => options.ShutdownTimeout = TimeSpan.MaxValue);
        yield return Bad("Engine.PingInterval", options => options.Engine.PingInterval = TimeSpan.Zero);
        yield return Bad("Engine.PingInterval", options => options.Engine.PingInterval = TooLong);
        yield return Bad("Engine.PingTimeout", options => options.Engine.PingTimeout = -TimeSpan.FromSeconds(1));
        yield return Bad("Engine.UpgradeTimeout", options => options.Engine.UpgradeTimeout = TimeSpan.Zero);
        yield return Bad("Engine.MaxHttpBufferSize", options => options.Engine.MaxHttpBufferSize = 0);
        yield return Bad("Engine.HighWaterMark", options => options.Engine.HighWaterMark = 0);
        yield return Bad("Engine.MaxBufferedPackets", options => options.Engine.MaxBufferedPackets = 0);
        yield return Bad("Engine.SlowReceiverPolicy", options => options.Engine.SlowReceiverPolicy = (SlowReceiverPolicy)9);
        yield return Bad("Engine.MaxBufferedBytes", options => options.Engine.MaxBufferedBytes = options.Engine.HighWaterMark - 1);
        yield return Bad("Engine.MaxPacketsPerPayload", options => options.Engine.MaxPacketsPerPayload = 0);
        yield return Bad("Engine.MaxFragments", options => options.Engine.MaxFragments = 0);
        yield return Bad("Engine.MaxSessions", options => options.Engine.MaxSessions = 0);
        yield return Bad("Engine.MaxSessionsPerAddress", options => options.Engine.MaxSessionsPerAddress = 0);
        yield return Bad("Engine.MaxHandshakesPerSecond", options => options.Engine.MaxHandshakesPerSecond = 0);
        yield return Bad("Engine.HandshakeBurst", options => options.Engine.HandshakeBurst = 0);
        yield return Bad("Engine.Transports", options => options.Engine.Transports = []);
        yield return Bad("Engine.Transports", options => options.Engine.Transports = ["WebSocket"]);
        yield return Bad("Engine.Transports", options => options.Engine.Transports = ["polling", "websocket", "polling"]);
        yield return Bad("Engine.Transports", options => options.Engine.Transports = [""]);
        yield return Bad("Engine.Transports", options => options.Engine.Transports = null!);
        yield return Bad("Engine.HttpCompression.Threshold", options => options.Engine.HttpCompression = new EngineIoHttpCompression { Threshold = -1 });
        yield return Bad("Engine.HttpCompression.Level", options => options.Engine.HttpCompression!.Level = (System.IO.Compression.CompressionLevel)42);
        yield return Bad("Engine.PerMessageDeflate.Threshold", options => options.Engine.PerMessageDeflate = new EngineIoPerMessageDeflate { Threshold = -1 });
        yield return Bad("Engine.PerMessageDeflate.Level", options => options.Engine.PerMessageDeflate = new EngineIoPerMessageDeflate { Level = (System.IO.Compression.CompressionLevel)(-1) });
        yield return Bad("Engine.Cookie.SameSite", options => options.Engine.Cookie = new EngineIoCookie { SameSite = (Microsoft.AspNetCore.Http.SameSiteMode)42 });
        yield return Bad("Engine.Cookie.Domain", options => options.Engine.Cookie = new EngineIoCookie { Domain = "example..org" });
        yield return Bad("Engine.Cookie.Domain", options => options.Engine.Cookie = new EngineIoCookie { Domain = "exa\nmple.org" });
        yield return Bad("Engine.Cookie.Path", options => options.Engine.Cookie = new EngineIoCookie { Path = "/\r\nX-Evil: 1" });
        yield return Bad("Engine.Cookie.Name", options => options.Engine.Cookie = new EngineIoCookie { Name = "io\u0007" });
        yield return Bad("Engine.Cookie.Name", options => options.Engine.Cookie = new EngineIoCookie { Name = string.Empty });
        yield return Bad("Engine.Cookie.Name", options => options.Engine.Cookie = new EngineIoCookie { Name = "io=1" });
        yield return Bad("Engine.Cookie.Path", options => options.Engine.Cookie = new EngineIoCookie { Path = "/; Secure" });
        yield return Bad("Engine.Cookie.Domain", options => options.Engine.Cookie = new EngineIoCookie { Domain = "example.org; Secure" });
        yield return Bad("Engine.Cookie.Priority", options => options.Engine.Cookie = new EngineIoCookie { Priority = "high" });
    }

    private static IEnumerable<TestCaseData> GoodValues()
    {
        yield return Good("defaults", _ => { });
        yield return Good("AckTimeout infinite", options => options.AckTimeout = Timeout.InfiniteTimeSpan);
        yield return Good("times at their longest", options =>
            options.ConnectTimeout = options.AckTimeout = options.Engine.PingInterval = options.Engine.PingTimeout = TimeSpan.FromMilliseconds(int.MaxValue));
        yield return Good("no attachments", options => options.MaxAttachments = 0);
        yield return Good("no time to say goodbye", options => options.ShutdownTimeout = TimeSpan.Zero);
        yield return Good("no time to drain", options => options.DrainTimeout = TimeSpan.Zero);
        yield return Good("a client a second", options => options.DrainClientsPerSecond = 1);
        yield return Good("equal marks", options => options.Engine.MaxBufferedBytes = options.Engine.HighWaterMark = 1);
        yield return Good("one transport", options => options.Engine.Transports = ["polling"]);
        yield return Good("cookie", options => options.Engine.Cookie = new EngineIoCookie { Path = null, Domain = "example.org", Priority = "High" });
    }

    private static TestCaseData Bad(string option, Action<SocketIoOptions> configure)
    {
        var options = new SocketIoOptions();
        configure(options);
        return new TestCaseData(option, configure).SetArgDisplayNames($"{option} ({Describe(option, options)})");
    }

    private static TestCaseData Good(string name, Action<SocketIoOptions> configure) => new TestCaseData(configure).SetArgDisplayNames(name);

    private static string Describe(string option, SocketIoOptions options)
    {
        object? value = options;
        foreach (var name in option.Split('.'))
        {
            value = value!.GetType().GetProperty(name)!.GetValue(value);
        }

        return value is IEnumerable<string> list ? string.Join(',', list) : value?.ToString() ?? "null";
    }

    private static IHost Build(Action<SocketIoOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSocketIo(configure);
        return builder.Build();
    }
}
