using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SocketIoSharp.Hosting;

/// <summary>Tells the clients before the web server stops: otherwise it would wait for their open requests.</summary>
internal sealed partial class SocketIoShutdown(SocketIoEndpoints endpoints, IOptions<HostOptions> host) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (endpoints.Paths.Count > 0)
        {
            Log.Started(endpoints.Server.Logs.Hosting, string.Join(", ", endpoints.Paths));
        }

        WarnOfTooLittleTime(endpoints.Server.Options);
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await endpoints.Server.DrainAsync(cancellationToken);
        await endpoints.Server.CloseAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void WarnOfTooLittleTime(SocketIoOptions options)
    {
        if (options.DrainTimeout + options.ShutdownTimeout > host.Value.ShutdownTimeout)
        {
            Log.TooLittleTime(endpoints.Server.Logs.Hosting, options.DrainTimeout, options.ShutdownTimeout, host.Value.ShutdownTimeout);
        }
    }
}
