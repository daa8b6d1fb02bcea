using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SocketIoSharp;
using SocketIoSharp.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a Socket.IO server.</summary>
public static class SocketIoServiceCollectionExtensions
{
    /// <summary>
    /// Registers a Socket.IO server, which can be injected as <see cref="SocketIoServer"/>. In a web application <c>app.MapSocketIo()</c> then opens
    /// it to clients. May be called several times; the options add up.
    /// </summary>
    public static SocketIoBuilder AddSocketIo(this IServiceCollection services, Action<SocketIoOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<SocketIoOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SocketIoOptions>, SocketIoOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SocketIoServer>();
        services.AddDirectSockets();
        services.TryAddSingleton<SocketIoEndpoints>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SocketIoShutdown>());
        return new SocketIoBuilder(services);
    }

    /// <summary>Registers a Socket.IO server with options from configuration, for example from <c>builder.Configuration.GetSection("SocketIo")</c>.</summary>
    public static SocketIoBuilder AddSocketIo(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var builder = services.AddSocketIo();
        services.AddSingleton<IConfigureOptions<SocketIoOptions>>(new ConfigureSocketIoOptions(section));
        return builder;
    }

    /// <summary>
    /// Registers a Socket.IO server that listens by itself, for a program without a web application of its own: a console or a worker on the Generic Host.
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="port">The port on all addresses; 0 takes a free one, which <see cref="SocketIoListener.Port"/> tells.</param>
    /// <param name="configure">Sets the options.</param>
    public static SocketIoBuilder AddSocketIoServer(this IServiceCollection services, int port, Action<SocketIoOptions>? configure = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        var builder = services.AddSocketIo(configure);
        if (services.Any(service => service.ServiceType == typeof(SocketIoListener)))
        {
            throw new InvalidOperationException("AddSocketIoServer was called twice. One program has one Socket.IO server; give it several namespaces instead.");
        }

        services.AddSingleton(provider => new SocketIoListener(provider, port));
        services.AddHostedService(provider => provider.GetRequiredService<SocketIoListener>());
        return builder;
    }
}
