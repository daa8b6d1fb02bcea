using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.EngineIo.Tests;

/// <summary>A fixture with one engine server.</summary>
internal abstract class EngineFixture : WireFixture
{
    protected static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    protected EngineHost Host { get; private set; } = null!;

    protected ManualTimeProvider Time => Host.Time;

    protected RecordingHandler Handler => Host.Handler;

    protected async Task StartAsync(
        Action<EngineIoOptions>? configure = null,
        Action<KestrelServerOptions>? configureKestrel = null,
        HttpProtocols protocols = HttpProtocols.Http1,
        Action<IServiceCollection>? configureServices = null) =>
        Host = await Own(EngineHost.StartAsync(configure, configureKestrel, protocols, configureServices));

    protected async Task<(WireClient Client, EngineSession Session)> OpenAsync(string transport, string query = "") =>
        (await Own(WireClient.OpenAsync(Host.Url, transport, query)), await Handler.OpenedAsync());

    protected async Task<(PollingWire Client, EngineSession Session)> OpenPollingAsync(string query = "") =>
        (await Own(PollingWire.OpenAsync(Host.Url, query)), await Handler.OpenedAsync());

    protected async Task<(WebSocketWire Client, EngineSession Session)> OpenWebSocketAsync(string query = "", int? receiveBuffer = null) =>
        (await Own(WebSocketWire.OpenAsync(Host.Url, query, receiveBuffer)), await Handler.OpenedAsync());

    protected async Task<WebSocketWire> UpgradeAsync(WireClient client, string query = "") =>
        await Own(WebSocketWire.UpgradeAsync(Host.Url, client.SessionId, query));

    protected async Task<WebSocketWire> CompleteUpgradeAsync(PollingWire client)
    {
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");
        await webSocket.SendAsync("5");
        return webSocket;
    }

    protected async Task ExpectClosedAsync(EngineSession session, string reason, string? description = null)
    {
        var closing = await Handler.ClosedAsync();
        closing.Should().Be(new RecordingHandler.Closing(session, reason, description));
        Host.Server.SessionCount.Should().Be(0);
        Handler.HasClosing.Should().BeFalse("a session is closed once");
    }
}
