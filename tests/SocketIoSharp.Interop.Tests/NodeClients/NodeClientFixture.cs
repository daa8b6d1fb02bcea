using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

/// <summary>Tests with the stock JavaScript client in Node.js over one transport.</summary>
internal abstract class NodeClientFixture(string transport)
{
    /// <summary>The transport that a client stays with.</summary>
    protected string FinalTransport { get; } = transport is Transports.Polling ? Transports.Polling : Transports.WebSocket;

    protected string Transport { get; } = transport;

    [OneTimeSetUp]
    public void RequireClients() => Requirements.NodeWith(Repository.ClientsFolder);

    protected Scenario Play(string name, InteropServer server, object? args = null) => Play(name, server.Url, args);

    protected Scenario Play(string name, Uri url, object? args = null) => Scenario.Start(name, Transport, url, args);
}
