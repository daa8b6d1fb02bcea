using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Hosting;

/// <summary>The web server of a program that has none of its own. Starts and stops with the program's host.</summary>
public sealed class SocketIoListener : IHostedService, IAsyncDisposable
{
    private readonly IServiceProvider _services;
    private readonly int _port;
    private WebApplication? _web;

    internal SocketIoListener(IServiceProvider services, int port)
    {
        _services = services;
        _port = port;
    }

    /// <summary>The port that is listened on; 0 before the start.</summary>
    public int Port { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenAnyIP(_port));
        builder.Services.AddRoutingCore();

        // The server, its clock and its log are the program's own, and so is what add-on packages have put in front of it.
        builder.Services.AddSingleton(_services.GetRequiredService<ILoggerFactory>());
        builder.Services.AddSingleton(_services.GetRequiredService<SocketIoServer>());
        builder.Services.AddSingleton(_services.GetRequiredService<SocketIoEndpoints>());
        foreach (var filter in _services.GetServices<IStartupFilter>())
        {
            builder.Services.AddSingleton(filter);
        }

        _web = builder.Build();
        _web.MapSocketIo();
        await _web.StartAsync(cancellationToken);
        Port = BindingAddress.Parse(_web.Urls.First()).Port;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _web?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _web?.DisposeAsync() ?? ValueTask.CompletedTask;
}
