using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Testing;

namespace SocketIoSharp.Server.Tests.AspNetCore;

/// <summary>A fixture whose tests run over each transport, with what applications put around the server.</summary>
[TestFixture(TestTransport.Polling)]
[TestFixture(TestTransport.WebSocket)]
internal abstract class AspNetCoreFixture(TestTransport transport) : ServerFixture
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false });

    protected TestTransport Transport { get; } = transport;

    /// <summary>A client that keeps nothing between requests.</summary>
    protected HttpClient Http => _http;

    [TearDown]
    public void DisposeOfHttp() => _http.Dispose();

    /// <summary>Starts an application: services, what stands in front of the endpoint, and conventions on it.</summary>
    protected Task StartAppAsync(
        Action<IServiceCollection>? services = null, Action<WebApplication>? use = null, Action<IEndpointConventionBuilder>? endpoint = null, Action<SocketIoOptions>? options = null) =>
        StartAppAsync(
            builder =>
            {
                builder.Services.AddSocketIo(options);
                services?.Invoke(builder.Services);
            },
            app =>
            {
                use?.Invoke(app);
                var mapped = app.MapSocketIo();
                endpoint?.Invoke(mapped);
                app.Services.GetRequiredService<SocketIoServer>().OnConnection(socket => socket.On("echo", (string text) => text));
            });

    protected async Task<SocketIoTestClient> ConnectAsync(Action<SocketIoTestClientOptions>? configure = null, Uri? server = null, HttpMessageHandler? handler = null) =>
        await Own(SocketIoTestClient.ConnectAsync(
            server ?? Host.Url,
            options =>
            {
                options.Transport = Transport;
                configure?.Invoke(options);
            },
            handler));

    /// <summary>Connects a client that must be refused.</summary>
    /// <returns>The status of the refusal.</returns>
    protected async Task<int?> RefusalAsync(Action<SocketIoTestClientOptions>? configure = null) =>
        (int?)(await FluentActions.Awaiting(() => ConnectAsync(configure)).Should().ThrowAsync<SocketIoConnectException>()).Which.StatusCode;

    /// <summary>The client must work in both directions.</summary>
    protected static async Task ExpectEchoAsync(SocketIoTestClient client)
    {
        // Larger than what compression middlewares leave alone.
        var text = new string('x', 5000);
        (await client.EmitWithAckAsync<string>("echo", text)).Should().Be(text);
    }

    protected Task<Socket> FindAsync(SocketIoTestClient client) => FindAsync(client.Id, client.Namespace);
}
