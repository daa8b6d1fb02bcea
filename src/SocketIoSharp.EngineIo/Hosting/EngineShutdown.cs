using Microsoft.Extensions.Hosting;

namespace SocketIoSharp.EngineIo.Hosting;

/// <summary>Tells the clients before the web server stops: otherwise it would wait for their open requests.</summary>
internal sealed class EngineShutdown(EngineServers servers) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => servers.CloseAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
