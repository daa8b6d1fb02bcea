using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Diagnostics;

namespace SocketIoSharp.EngineIo.Hosting;

/// <summary>Tells the clients before the web server stops: otherwise it would wait for their open requests.</summary>
internal sealed partial class EngineShutdown(EngineServers servers, ILoggerFactory loggers) : IHostedLifecycleService
{
    private readonly ILogger _logger = loggers.CreateLogger(EngineLogs.Layer + ".Hosting");

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (servers.Paths.Count > 0)
        {
            Log.Started(_logger, string.Join(", ", servers.Paths));
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (servers.Paths.Count > 0)
        {
            Log.Stopping(_logger, servers.SessionCount);
        }

        return servers.CloseAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
