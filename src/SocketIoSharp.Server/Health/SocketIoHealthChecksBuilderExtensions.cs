using Microsoft.Extensions.Diagnostics.HealthChecks;
using SocketIoSharp;
using SocketIoSharp.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the Socket.IO server to an application's health checks.</summary>
public static class SocketIoHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the server that <c>AddSocketIo()</c> has registered: healthy while it takes new sessions, degraded while it takes none but is not closed yet, or while the broker of its cluster cannot be reached. Its data
    /// are <c>state</c> (<c>serving</c>, <c>isolated</c>, <c>draining</c> or <c>closed</c>) and the numbers of <c>sessions</c> and <c>sockets</c>.
    /// </summary>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What a closed server is reported as; <see langword="null"/> means unhealthy.</param>
    /// <param name="tags">Tags by which checks are chosen.</param>
    public static IHealthChecksBuilder AddSocketIo(
        this IHealthChecksBuilder builder, string name = "socketio", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name, static provider => new SocketIoHealthCheck(provider.GetRequiredService<SocketIoServer>()), failureStatus, tags));
    }
}
