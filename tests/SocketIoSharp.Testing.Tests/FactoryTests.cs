using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SocketIoSharp.Testing.Tests;

/// <summary>A whole application, <c>samples/Minimal</c>, as its own tests would run it.</summary>
[TestFixture(TestTransport.WebSocket)]
[TestFixture(TestTransport.Polling)]
internal sealed class FactoryTests(TestTransport transport)
{
    [Test]
    public async Task Factory_OfAProgram_AnswersTheClient()
    {
        await using var factory = new WebApplicationFactory<Program>();
        await using var client = await factory.Server.ConnectSocketIoAsync(options => options.Transport = transport);

        (await client.EmitWithAckAsync<string>("hello", "world")).Should().Be("Hello, world!");
    }

    [Test]
    public async Task Factory_TestAuthentication_IsTheSocketsUser()
    {
        await using var program = new WebApplicationFactory<Program>();
        await using var factory = program.WithWebHostBuilder(web => web.ConfigureTestServices(services =>
            services.AddAuthentication(HeaderAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>(HeaderAuthentication.SchemeName, null)));
        await using var client = await factory.Server.ConnectSocketIoAsync(options => (options.Transport, options.Headers["X-User"]) = (transport, "Ada"));

        factory.Services.GetRequiredService<SocketIoServer>().Sockets.TryGetSocket(client.Id, out var socket).Should().BeTrue();
        socket!.User.Identity!.Name.Should().Be("Ada");
    }

    [Test]
    public async Task Factory_Disposed_EndsTheClient()
    {
        var factory = new WebApplicationFactory<Program>();
        await using var client = await factory.Server.ConnectSocketIoAsync(options => options.Transport = transport);

        await factory.DisposeAsync().AsTask().Soon();

        // A factory ends its network before its server: a client between two polls cannot ask any more, and nobody can tell it.
        string[] reasons = transport == TestTransport.Polling ? ["transport close", "transport error"] : ["transport close"];
        (await client.Disconnected.Soon()).Should().BeOneOf(reasons);
    }

    private sealed class HeaderAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        public const string SchemeName = "test";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, Request.Headers["X-User"].ToString())], SchemeName);
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
        }
    }
}
