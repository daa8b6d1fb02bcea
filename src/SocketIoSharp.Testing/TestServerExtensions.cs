using Microsoft.AspNetCore.TestHost;
using SocketIoSharp.Testing.Transports;

namespace SocketIoSharp.Testing;

/// <summary>Connects test clients to applications in memory.</summary>
public static class TestServerExtensions
{
    /// <summary>
    /// Connects a client to the application, without a network. With <c>WebApplicationFactory</c> the server is <c>factory.Server</c>.
    /// </summary>
    /// <param name="server">The application.</param>
    /// <param name="configure">Sets the options of the client.</param>
    /// <exception cref="SocketIoConnectException">The server has refused the client.</exception>
    /// <exception cref="TimeoutException">The server has not answered in time.</exception>
    public static Task<SocketIoTestClient> ConnectSocketIoAsync(this TestServer server, Action<SocketIoTestClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        var options = new SocketIoTestClientOptions();
        configure?.Invoke(options);
        return SocketIoTestClient.ConnectAsync(new InMemoryNetwork(server, options), options);
    }
}
