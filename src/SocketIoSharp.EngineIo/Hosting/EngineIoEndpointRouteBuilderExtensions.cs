using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo;
using SocketIoSharp.EngineIo.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Opens Engine.IO servers to clients.</summary>
public static class EngineIoEndpointRouteBuilderExtensions
{
    private const string DefaultPath = "/engine.io";

    /// <summary>Maps an Engine.IO server at <c>/engine.io</c>.</summary>
    /// <inheritdoc cref="MapEngineIo(IEndpointRouteBuilder, string, Action{EngineSession})"/>
    public static EngineEndpoint MapEngineIo(this IEndpointRouteBuilder endpoints, Action<EngineSession> onConnection) =>
        endpoints.MapEngineIo(DefaultPath, onConnection);

    /// <summary>Maps an Engine.IO server. Several can stand at different paths, also beside a Socket.IO server.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">The path.</param>
    /// <param name="onConnection">Called for each new session, before anything is received: add handlers to its events.</param>
    /// <returns>The endpoint, for <c>RequireCors</c>, <c>RequireAuthorization</c>, <c>RequireHost</c> and the like; and the server behind it.</returns>
    /// <exception cref="InvalidOperationException"><c>AddEngineIo()</c> is missing, or there is a server at this path already.</exception>
    /// <exception cref="ArgumentException">The path makes no sense.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options make no sense.</exception>
    public static EngineEndpoint MapEngineIo(this IEndpointRouteBuilder endpoints, string path, Action<EngineSession> onConnection)
    {
        ArgumentNullException.ThrowIfNull(onConnection);
        return endpoints.MapEngineIo(path, new SessionCallback(onConnection));
    }

    /// <summary>Maps an Engine.IO server with a handler that the application's services make. One instance serves all sessions.</summary>
    /// <inheritdoc cref="MapEngineIo(IEndpointRouteBuilder, string, Action{EngineSession})"/>
    /// <typeparam name="THandler">The handler.</typeparam>
    public static EngineEndpoint MapEngineIo<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        this IEndpointRouteBuilder endpoints, string path = DefaultPath)
        where THandler : class, IEngineHandler
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        return endpoints.MapEngineIo(path, ActivatorUtilities.GetServiceOrCreateInstance<THandler>(endpoints.ServiceProvider));
    }

    private static EngineEndpoint MapEngineIo(this IEndpointRouteBuilder endpoints, string path, IEngineHandler handler)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        if (EnginePath.FindError(path) is { } error)
        {
            throw new ArgumentException("The path of MapEngineIo " + error, nameof(path));
        }

        var servers = endpoints.ServiceProvider.GetService<EngineServers>() ?? throw new InvalidOperationException(
            "No Engine.IO server is registered. Write builder.Services.AddEngineIo() before builder.Build().");
        var actual = path.TrimEnd('/');
        var server = servers.Create(actual, handler);
        var endpoint = EnginePath.Map(endpoints, actual, server.Options.AddTrailingSlash, server.HandleAsync);
        return new EngineEndpoint(server, endpoint.WithDisplayName("Engine.IO " + actual));
    }
}
