using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Opens a Socket.IO server to clients.</summary>
public static class SocketIoEndpointRouteBuilderExtensions
{
    /// <summary>Maps the server that <c>AddSocketIo()</c> has registered.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">The path; <see langword="null"/> means <see cref="SocketIoOptions.Path"/>, by default <c>/socket.io</c>.</param>
    /// <returns>The endpoint, for <c>RequireCors</c>, <c>RequireAuthorization</c>, <c>RequireRateLimiting</c>, <c>RequireHost</c> and the like.</returns>
    /// <exception cref="InvalidOperationException">No server is registered, or one is mapped at this path already.</exception>
    /// <exception cref="ArgumentException">The path makes no sense.</exception>
    public static IEndpointConventionBuilder MapSocketIo(this IEndpointRouteBuilder endpoints, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var mapping = endpoints.ServiceProvider.GetService<SocketIoEndpoints>() ?? throw new InvalidOperationException(
            "No Socket.IO server is registered. Write builder.Services.AddSocketIo() before builder.Build().");
        var options = mapping.Server.Options;
        var actual = path ?? options.Path;
        if (EnginePath.FindError(actual) is { } error)
        {
            throw new ArgumentException("The path of MapSocketIo " + error, nameof(path));
        }

        actual = actual.TrimEnd('/');
        mapping.Claim(actual);
        return EnginePath.Map(endpoints, actual, options.Engine.AddTrailingSlash, mapping.HandleAsync).WithDisplayName("Socket.IO " + actual);
    }
}
