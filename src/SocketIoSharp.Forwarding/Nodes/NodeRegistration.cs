using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Forwarding.Diagnostics;
using SocketIoSharp.Forwarding.Requests;

namespace SocketIoSharp.Forwarding.Nodes;

/// <summary>Keeps this node in the directory from the moment it serves to the moment its last client has left, and looks at the others meanwhile.</summary>
internal sealed class NodeRegistration(
    INodeDirectory directory, NodeIdentity self, KnownNodes nodes, RequestForwarder forwarder, IOptions<ForwardingOptions> options, IServiceProvider services, ForwardingLog log, TimeProvider time)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private NodeEntry? _entry;
    private Task _renewing = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        // A web server that was told to take any free port knows it by now.
        var address = options.Value.Nodes.TryGetValue(self.Code, out var listed) ? listed : options.Value.NodeAddress ?? NodeAddress.Find(services);
        if (address is null)
        {
            throw new InvalidOperationException("The web server listens on no address that other nodes could reach. Set ForwardingOptions.NodeAddress, such as http://10.0.0.7:8080.");
        }

        _entry = new NodeEntry(self.Code, address, self.Secret);
        await TryRegisterAsync(_entry);
        await nodes.RefreshAsync();
        log.Started(_entry, nodes.Count);
        _renewing = RenewAsync(_entry);
    }

    /// <summary>Called after everybody else has stopped: clients of this node are gone by then. Those of other nodes go elsewhere now.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        forwarder.Stop();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _renewing;
        if (_entry is null)
        {
            return;
        }

        try
        {
            await directory.RemoveAsync(_entry, cancellationToken);
        }
        catch (Exception exception)
        {
            // It expires.
            log.DirectoryFailed(exception);
        }
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RenewAsync(NodeEntry entry)
    {
        using var timer = new PeriodicTimer(options.Value.EntryLifetime / 3, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                await TryRegisterAsync(entry);
                await nodes.RefreshAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task TryRegisterAsync(NodeEntry entry)
    {
        try
        {
            // An attempt that takes longer would be too late for the entry.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            patience.CancelAfter(options.Value.EntryLifetime / 3);
            if (!await directory.TryRegisterAsync(entry, options.Value.EntryLifetime, patience.Token).WaitAsync(patience.Token))
            {
                log.CodeTaken(entry);
            }
        }
        catch (Exception exception) when (!_stopping.IsCancellationRequested)
        {
            log.DirectoryFailed(exception);
        }
    }
}
