using System.Collections.ObjectModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.Health;

/// <summary>
/// Says whether the server lets clients in, and whether it reaches its cluster. One that takes no new sessions but still has some is on its way out: degraded. One that is closed fails the check.
/// </summary>
internal sealed class SocketIoHealthCheck(SocketIoServer server) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new ReadOnlyDictionary<string, object>(new Dictionary<string, object>
        {
            ["state"] = State,
            ["sessions"] = server.ConnectionCount,
            ["sockets"] = server.Namespaces.All.Sum(@namespace => @namespace.SocketCount),
        });
        return Task.FromResult(State switch
        {
            "closed" => new HealthCheckResult(context.Registration.FailureStatus, "The Socket.IO server is closed.", data: data),
            "isolated" => HealthCheckResult.Degraded("The Socket.IO server cannot reach the others of its cluster; its own clients are served.", data: data),
            "draining" => HealthCheckResult.Degraded("The Socket.IO server takes no new sessions.", data: data),
            _ => HealthCheckResult.Healthy("The Socket.IO server takes new sessions.", data),
        });
    }

    private string State => server.IsClosed ? "closed" : !server.Engine.IsAccepting ? "draining" : IsIsolated ? "isolated" : "serving";

    private bool IsIsolated => server.Namespaces.All.Any(@namespace => @namespace.Adapter is ClusterAdapter { Reports.IsBrokerThere: false });
}
