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
        services.AddMetrics();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EngineIoOptions>>(new EngineIoOptionsValidator()));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EngineServers>();
        services.AddDirectSockets();
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
    /// Lets Kestrel accept connections by a socket transport of this library, whose WebSockets read from and write to their sockets directly. <c>AddEngineIo()</c> and
    /// <c>AddSocketIo()</c> call it. It keeps to the <see cref="SocketTransportOptions"/> that <c>UseSockets()</c> sets; other requests, TLS and HTTP/2 are served as ever,
    /// and where the application has chosen a transport that is not Kestrel's own, that stays.
    /// </summary>
    /// <param name="services">The application's services.</param>
    public static IServiceCollection AddDirectSockets(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var direct = ServiceDescriptor.Singleton<IConnectionListenerFactory>(static provider => ActivatorUtilities.CreateInstance<DirectListenerFactory>(provider));
        var transport = services.LastOrDefault(service => service.ServiceType == typeof(IConnectionListenerFactory) && service.ImplementationType == typeof(SocketTransportFactory));
        if (transport is not null)
        {
            // In its place: beside it there may be others, such as that of named pipes.
            services[services.IndexOf(transport)] = direct;
            return services;
        }

        // Kestrel adds its own only where there is none.
        services.TryAdd(direct);
        return services;
    }
}
