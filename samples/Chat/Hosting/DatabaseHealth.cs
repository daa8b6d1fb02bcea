using Ember.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ember.Hosting;

/// <summary>Healthy means that the database answers.</summary>
internal sealed class DatabaseHealth(Database database) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        database.Read(connection => connection.Scalar<long>("select count(*) from chats"));
        return Task.FromResult(HealthCheckResult.Healthy());
    }
}
