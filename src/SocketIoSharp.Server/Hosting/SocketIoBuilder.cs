using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.Hosting;

/// <summary>Carries on the set-up of a Socket.IO server: extensions of add-on packages start here.</summary>
/// <param name="services">The application's services.</param>
public sealed class SocketIoBuilder(IServiceCollection services)
{
    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; } = services;
}
