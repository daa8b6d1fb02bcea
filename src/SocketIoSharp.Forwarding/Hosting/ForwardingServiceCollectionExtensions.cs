using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SocketIoSharp;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Forwarding;
using SocketIoSharp.Forwarding.Diagnostics;
using SocketIoSharp.Forwarding.Nodes;
using SocketIoSharp.Forwarding.Requests;
using SocketIoSharp.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets up nodes that pass requests on to each other.</summary>
public static class ForwardingServiceCollectionExtensions
{
    /// <summary>
    /// Lets clients reach any node with any request, so that the load balancer needs no affinity: a request for another node's session is passed on to it. May be called several times; the options
    /// add up.
    /// </summary>
    /// <param name="builder">The server that is being set up.</param>
    /// <param name="configure">Sets the options.</param>
    public static SocketIoBuilder AddForwarding(this SocketIoBuilder builder, Action<ForwardingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddForwardingCore(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<SocketIoOptions>, UseForwarderInServer>());
        return builder;
    }

    /// <summary>The same for servers of the engine alone, which <c>MapEngineIo()</c> opens.</summary>
    /// <inheritdoc cref="AddForwarding"/>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddEngineIoForwarding(this IServiceCollection services, Action<ForwardingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddForwardingCore(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<EngineIoOptions>, UseForwarderInEngine>());
        return services;
    }

    private static void AddForwardingCore(this IServiceCollection services, Action<ForwardingOptions>? configure)
    {
        var options = services.AddOptions<ForwardingOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        if (services.Any(service => service.ServiceType == typeof(RequestForwarder)))
        {
            return;
        }

        services.AddSingleton<IValidateOptions<ForwardingOptions>, ForwardingOptionsValidator>();
        services.AddMetrics();
        services.AddHttpForwarder();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ForwardMetrics>();
        services.AddSingleton<ForwardingLog>();
        services.AddSingleton(provider => new NodeIdentity(OptionsOf(provider)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<KnownNodes>(provider, DirectoryOf(provider)));
        services.AddSingleton<RequestForwarder>();
        services.AddSingleton<IStartupFilter, ForwardedRequests>();

        // The first to be added is the last to be told to stop.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<NodeRegistration>(provider, DirectoryOf(provider))));
    }

    private static ForwardingOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<ForwardingOptions>>().Value;

    private static INodeDirectory DirectoryOf(IServiceProvider provider) => OptionsOf(provider) is { Nodes.Count: > 0 } options
        ? new StaticNodeDirectory(options)
        : provider.GetService<INodeDirectory>() ?? throw new InvalidOperationException(
            "Nodes cannot find each other. List them in ForwardingOptions.Nodes, or register an INodeDirectory, as the packages of brokers do.");

    private sealed class UseForwarderInServer(RequestForwarder forwarder) : IPostConfigureOptions<SocketIoOptions>
    {
        public void PostConfigure(string? name, SocketIoOptions options) => options.Engine.Forwarder ??= forwarder;
    }

    private sealed class UseForwarderInEngine(RequestForwarder forwarder) : IPostConfigureOptions<EngineIoOptions>
    {
        public void PostConfigure(string? name, EngineIoOptions options) => options.Forwarder ??= forwarder;
    }
}
