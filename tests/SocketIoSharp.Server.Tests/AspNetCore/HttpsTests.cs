using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Testing;

namespace SocketIoSharp.Server.Tests.AspNetCore;

/// <summary>Both transports over TLS, with HTTP/1.1 and HTTP/2; the WebSocket over the latter by extended CONNECT.</summary>
[TestFixture("1.1")]
[TestFixture("2.0")]
internal sealed class HttpsTests(string version) : ServerFixture
{
    // Outlives the servers: one that is closing may still be asked for a handshake.
    private static X509Certificate2 _certificate = null!;

    private SocketsHttpHandler _trusting = null!;

    private Uri Url => new(Host.App.Urls.Single(url => url.StartsWith("https", StringComparison.Ordinal)));

    [OneTimeSetUp]
    public static void CreateCertificate() => _certificate = DevelopmentCertificate.Create();

    [OneTimeTearDown]
    public static void DisposeOfCertificate() => _certificate.Dispose();

    [SetUp]
    public void CreateTheirs()
    {
        _trusting = new SocketsHttpHandler { UseCookies = false, UseProxy = false };
        _trusting.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _certificate.GetCertHashString();
    }

    [TearDown]
    public void DisposeOfTheirs() => _trusting.Dispose();

    [TestCase(TestTransport.Polling)]
    [TestCase(TestTransport.WebSocket)]
    public async Task Https_Client_TalksAndIsSecure(TestTransport transport)
    {
        var protocols = new List<string>();
        await StartHttpsAsync(app => app.Use((HttpContext http, RequestDelegate next) =>
        {
            lock (protocols)
            {
                protocols.Add(http.Request.Protocol);
            }

            return next(http);
        }));

        var client = await ConnectAsync(transport);
        var socket = await FindAsync(client.Id);

        (await client.EmitWithAckAsync<byte[]>("echo", new byte[] { 1, 2, 3 })).Should().Equal(1, 2, 3);
        socket.Handshake.Secure.Should().BeTrue();
        socket.Transport.Should().Be(transport is TestTransport.Polling ? "polling" : "websocket");
        protocols.Should().OnlyContain(protocol => protocol == (version == "2.0" ? "HTTP/2" : "HTTP/1.1"));
    }

    [TestCase(TestTransport.Polling)]
    [TestCase(TestTransport.WebSocket)]
    public async Task Https_Hsts_IsOnTheHandshake(TestTransport transport)
    {
        await StartHttpsAsync(app => app.UseHsts());

        (await ConnectAsync(transport)).ResponseHeaders["Strict-Transport-Security"].ToString().Should().StartWith("max-age=");
    }

    [TestCase(TestTransport.Polling)]
    [TestCase(TestTransport.WebSocket)]
    public async Task Https_ServerEndsTheConnection_TheClientIsTold(TestTransport transport)
    {
        await StartHttpsAsync();
        var client = await ConnectAsync(transport);

        await (await FindAsync(client.Id)).DisconnectAsync(close: true);

        (await client.Disconnected.Soon()).Should().Be("io server disconnect");
    }

    [Test]
    public async Task Https_CertificateNotTrusted_ThereIsNoConnection()
    {
        await StartHttpsAsync();

        await FluentActions.Awaiting(() => SocketIoTestClient.ConnectAsync(Url, options => options.HttpVersion = Version.Parse(version)))
            .Should().ThrowAsync<Exception>();
        Server.ConnectionCount.Should().Be(0);
    }

    private async Task<SocketIoTestClient> ConnectAsync(TestTransport transport) => await Own(SocketIoTestClient.ConnectAsync(
        Url, options => (options.Transport, options.HttpVersion) = (transport, Version.Parse(version)), _trusting));

    private Task StartHttpsAsync(Action<WebApplication>? use = null) => StartAppAsync(
        builder =>
        {
            builder.Services.AddSocketIo();
            builder.Services.AddHsts(hsts => hsts.ExcludedHosts.Clear());
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(_certificate);
            }));
        },
        app =>
        {
            use?.Invoke(app);
            app.MapSocketIo();
            app.Services.GetRequiredService<SocketIoServer>().OnConnection(socket => socket.On("echo", (byte[] bytes) => bytes));
        });
}
