using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class SecurityTests(string transport) : NodeClientFixture(transport)
{
    [Test]
    public async Task Client_OverHttps_TalksAndIsSecure()
    {
        using var certificate = CreateCertificate();
        await using var server = await InteropServer.StartAsync(
            io => io.OnConnection(socket => socket.On("echo", (EventArguments args, Ack ack) =>
                args.TryGet<string>(0, out var text) ? ack.SendAsync(text) : ack.SendAsync(args.Get<byte[]>(0)))),
            build: socketIo => socketIo.Services.Configure<KestrelServerOptions>(kestrel =>
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate }))));
        server.Url.Scheme.Should().Be("https");
        await using var client = Play("secure", server);

        await client.HearAsync("connected");
        (await server.NextSocketAsync()).Handshake.Secure.Should().BeTrue();
        await client.HearAsync("refused");
        server.Io.ConnectionCount.Should().Be(1);
        await client.TellAsync("leave");
        await client.FinishAsync();
    }

    [Test]
    public async Task Client_NotAuthorised_SeesAnErrorUntilItIs()
    {
        await using var server = await InteropServer.StartAsync(
            build: socketIo =>
            {
                socketIo.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("header", null);
                socketIo.Services.AddAuthorizationBuilder().AddFallbackPolicy("Ada", policy => policy.RequireUserName("Ada"));
            },
            map: app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
            });
        await using var client = Play("unauthorised", server);

        foreach (var status in new[] { 401, 403 })
        {
            var told = await client.HearAsync("refused");
            if (told.ValueKind is not JsonValueKind.Null)
            {
                told.GetInt32().Should().Be(status);
            }
        }

        await client.HearAsync("connected");
        (await server.NextSocketAsync()).User.Identity!.Name.Should().Be("Ada");
        await client.TellAsync("leave");
        await client.FinishAsync();
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private sealed class HeaderAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var name = Request.Headers["X-User"].ToString();
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "header");
            return Task.FromResult(name.Length == 0
                ? AuthenticateResult.NoResult()
                : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), "header")));
        }
    }
}
