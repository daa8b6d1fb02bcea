using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Tests.Shared;

/// <summary>A web application on Kestrel and a free port of this machine, whose log is recorded and verified at the end.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private TestHost(WebApplication app, RecordedLog log)
    {
        App = app;
        Log = log;
    }

    public WebApplication App { get; }

    public RecordedLog Log { get; }

    public Uri Url { get; private set; } = null!;

    /// <summary>Builds the application without starting it.</summary>
    public static TestHost Build(Action<WebApplicationBuilder> configure, Action<WebApplication> map, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var log = new RecordedLog();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Warning).AddFilter(nameof(SocketIoSharp), LogLevel.Debug);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        configure(builder);
        var app = builder.Build();
        map(app);
        return new TestHost(app, log);
    }

    public static async Task<TestHost> StartAsync(Action<WebApplicationBuilder> configure, Action<WebApplication> map, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var host = Build(configure, map, protocols);
        await host.StartAsync();
        return host;
    }

    public async Task StartAsync()
    {
        await App.StartAsync();
        Url = new Uri(App.Urls.First());
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        await App.StopAsync(patience.Token);
        await App.DisposeAsync();
        Log.Verify();
    }
}
