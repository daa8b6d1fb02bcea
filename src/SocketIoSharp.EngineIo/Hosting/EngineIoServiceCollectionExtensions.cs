using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SocketIoSharp.EngineIo;
using SocketIoSharp.EngineIo.Hosting;
using SocketIoSharp.EngineIo.Transports.Direct;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Engine.IO servers without Socket.IO to an application.</summary>
public static class EngineIoServiceCollectionExtensions
{
    /// <summary>Registers what <c>MapEngineIo()</c> needs. May be called several times; the options add up.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options of all servers.</param>
    public static IServiceCollection AddEngineIo(this IServiceCollection services, Action<EngineIoOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
        {
            services.ConfigureAll(configure);
        }

        services.AddOptions();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EngineIoOptions>>(new EngineIoOptionsValidator()));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EngineServers>();
        services.AddDirectSocketWrites();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, EngineShutdown>());
        return services;
    }

    /// <summary>Registers what <c>MapEngineIo()</c> needs, with options for the server at one path.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="path">The path, as it is given to <c>MapEngineIo()</c>.</param>
    /// <param name="configure">Sets the options of that server.</param>
    public static IServiceCollection AddEngineIo(this IServiceCollection services, string path, Action<EngineIoOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(path);
        return services.AddEngineIo().Configure(path.TrimEnd('/'), configure);
    }

    /// <summary>
    /// Lets WebSockets of this library write to their sockets without the output pipe of Kestrel's socket transport. <c>AddEngineIo()</c> and <c>AddSocketIo()</c>
    /// call it. Requests to other endpoints, TLS and HTTP/2 go through Kestrel as ever, and a transport that is not Kestrel's own is left alone.
    /// </summary>
    /// <param name="services">The application's services.</param>
    public static IServiceCollection AddDirectSocketWrites(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var transport = services.LastOrDefault(service => service.ServiceType == typeof(IConnectionListenerFactory) && service.ImplementationType == typeof(SocketTransportFactory));
        if (transport is not null)
        {
            services.Remove(transport);
        }

        // Kestrel adds its own only where there is none.
        services.TryAddSingleton<IConnectionListenerFactory>(static provider =>
            new DirectListenerFactory(ActivatorUtilities.CreateInstance<SocketTransportFactory>(provider)));
        return services;
    }
}
