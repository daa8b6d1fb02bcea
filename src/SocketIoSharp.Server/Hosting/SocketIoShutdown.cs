using Microsoft.Extensions.Hosting;

namespace SocketIoSharp.Hosting;

/// <summary>Tells the clients before the web server stops: otherwise it would wait for their open requests.</summary>
internal sealed partial class SocketIoShutdown(SocketIoEndpoints endpoints) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (endpoints.Paths.Count > 0)
        {
            Log.Started(endpoints.Server.Logs.Hosting, string.Join(", ", endpoints.Paths));
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => endpoints.Server.CloseAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
