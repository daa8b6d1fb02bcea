namespace SocketIoSharp.Server.Tests.Events;

/// <summary>A fixture whose server gives every socket the same handlers.</summary>
internal abstract class EventFixture : ServerFixture
{
    protected Task ListenAsync(Action<Socket> register, Action<SocketIoOptions>? configure = null) =>
        StartAsync(configure, server => server.OnConnection(register));

    /// <summary>Starts a server and connects one client.</summary>
    protected async Task<SocketWire> ServeAsync(Action<Socket> register, Action<SocketIoOptions>? configure = null)
    {
        await ListenAsync(register, configure);
        return (await ConnectAsync()).Client;
    }
}
