using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding.Tests;

/// <summary>A fixture with nodes that find each other in memory.</summary>
internal abstract class ClusterFixture : WireFixture
{
    protected InMemoryNodeDirectory Directory { get; } = new();

    protected Task<TestNode> StartNodeAsync(NodeSetup? setup = null)
    {
        var chosen = setup ?? new NodeSetup();
        return Own(TestNode.StartAsync(chosen with { Directory = chosen.Directory ?? Directory }));
    }

    /// <summary>Starts two nodes and opens a polling session on the first, for a client that then speaks to the second.</summary>
    protected async Task<(TestNode Owner, TestNode Other, EngineSession Session, PollingWire Client)> OpenElsewhereAsync(NodeSetup? setup = null, string query = "")
    {
        var owner = await StartNodeAsync(setup);
        var other = await StartNodeAsync(setup);
        var first = await Own(PollingWire.OpenAsync(owner.Url, query));
        return (owner, other, await owner.OpenedAsync(), ClientAt(other, first.SessionId));
    }

    /// <summary>A client that speaks to a node about a session.</summary>
    protected PollingWire ClientAt(TestNode node, string sessionId) => Own(PollingWire.Resume(node.Url, sessionId));

    protected async Task<WebSocketWire> UpgradeAsync(TestNode node, string sessionId)
    {
        var webSocket = await Own(WebSocketWire.UpgradeAsync(node.Url, sessionId));
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");
        await webSocket.SendAsync("5");
        return webSocket;
    }
}
