using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SocketIoSharp.EngineIo;
using SocketIoSharp.EngineIo.Hosting;

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
}
