using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Testing.Tests;

/// <summary>The same client against a server on a port.</summary>
[TestFixture(TestTransport.WebSocket, HttpProtocols.Http1)]
[TestFixture(TestTransport.Polling, HttpProtocols.Http1)]
[TestFixture(TestTransport.WebSocket, HttpProtocols.Http2)]
[TestFixture(TestTransport.Polling, HttpProtocols.Http2)]
internal sealed class RealNetworkTests(TestTransport transport, HttpProtocols protocols)
{
    [Test]
    public async Task Connect_Url_TalksToTheServer()
    {
        await using var app = await StartAsync();
        await using var client = await ConnectAsync(app);

        (await client.EmitWithAckAsync<byte[]>("echo", new byte[] { 1, 2, 3 })).Should().Equal(1, 2, 3);
        await client.DisconnectAsync();
        (await client.Disconnected).Should().Be("io client disconnect");
    }

    [Test]
    public async Task Connect_Refused_ThrowsItsStatus()
    {
        await using var app = await StartAsync(web => web.Use(_ => context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        }));

        var refused = await FluentActions.Awaiting(() => ConnectAsync(app)).Should().ThrowAsync<SocketIoConnectException>();

        ((int?)refused.Which.StatusCode).Should().Be(503);
    }

    private Task<SocketIoTestClient> ConnectAsync(WebApplication app) => SocketIoTestClient.ConnectAsync(new Uri(app.Urls.First()), options =>
    {
        options.Transport = transport;
        options.HttpVersion = protocols is HttpProtocols.Http2 ? new Version(2, 0) : new Version(1, 1);
    });

    private async Task<WebApplication> StartAsync(Action<WebApplication>? use = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        builder.Services.AddSocketIo();
        var app = builder.Build();
        use?.Invoke(app);
        app.Services.GetRequiredService<SocketIoServer>().OnConnection(socket => socket.On("echo", (byte[] bytes) => bytes));
        app.MapSocketIo();
        await app.StartAsync();
        return app;
    }
}
