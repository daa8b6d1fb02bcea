using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding.Tests;

/// <summary>What other parts of the application add to answers.</summary>
internal sealed class AnswerTests : ClusterFixture
{
    private const string Page = "https://app.example";

    private static NodeSetup EngineCors => new()
    {
        Engine = options => options.Cors = new EngineIoCors { Origin = Page, Credentials = true, ExposedHeaders = ["X-Thing"] },
    };

    private static NodeSetup FrameworkCors => new()
    {
        Services = services => services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins(Page, "https://other.example").AllowCredentials().WithExposedHeaders("X-Thing"))),
        Middlewares = app => app.UseRouting().UseCors(),
        Endpoint = endpoint => endpoint.RequireCors(),
    };

    [TestCase(true)]
    [TestCase(false)]
    public async Task Cors_OfAForwardedAnswer_IsThereOnce(bool isEngines)
    {
        var (owner, other, session, _) = await OpenElsewhereAsync(isEngines ? EngineCors : FrameworkCors);
        var there = await PostAsync(owner, session.Id);

        var here = await PostAsync(other, session.Id);

        here.Where(header => header.Key is not ("Date" or "Server")).Should().BeEquivalentTo(there.Where(header => header.Key is not ("Date" or "Server")));
        here["Access-Control-Allow-Origin"].Should().Be(Page);
        here["Access-Control-Allow-Credentials"].Should().Be("true");
        here["Vary"].Should().Be("Origin");
    }

    [Test]
    public async Task Cors_OfARefusalBecauseTheOwnerIsGone_IsThere()
    {
        var node = await StartNodeAsync(EngineCors);
        (await Directory.TryRegisterAsync(new NodeEntry("gone", DeadNode.Address, "x"), TimeSpan.FromMinutes(1), CancellationToken.None)).Should().BeTrue();

        var answer = await PostAsync(node, "gone0123456789abcdef");

        answer["Access-Control-Allow-Origin"].Should().Be(Page);
    }

    [Test]
    public async Task Headers_ThatTheApplicationAddsAtTheStart_AreThereOnce()
    {
        var setup = new NodeSetup
        {
            Middlewares = app => app.Use((http, next) =>
            {
                http.Response.Headers["X-Frame-Options"] = "DENY";
                http.Response.OnStarting(() =>
                {
                    http.Response.Headers.Append("Vary", "Cookie");
                    return Task.CompletedTask;
                });
                return next(http);
            }),
        };
        var (_, other, session, _) = await OpenElsewhereAsync(setup);

        var answer = await PostAsync(other, session.Id);

        answer["X-Frame-Options"].Should().Be("DENY");
        answer["Vary"].Should().Be("Cookie");
    }

    [Test]
    public async Task Authorization_OfAForwardedRequest_IsTheOwnersToo()
    {
        var setup = new NodeSetup
        {
            Services = services =>
            {
                services.AddDataProtectionForTests();
                services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
                services.AddAuthorization();
            },
            Middlewares = app =>
            {
                app.UseRouting().UseAuthentication().UseAuthorization();
                app.MapGet("/login", () => Results.SignIn(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "ann")], "test"))));
            },
            Endpoint = endpoint => endpoint.RequireAuthorization(),
        };
        var owner = await StartNodeAsync(setup);
        var other = await StartNodeAsync(setup);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        using var login = await http.GetAsync(new Uri(owner.Url, "/login"));
        http.DefaultRequestHeaders.Add("Cookie", login.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        await http.GetStringAsync(new Uri(owner.Url, "/socket.io/?EIO=4&transport=polling"));
        var session = await owner.OpenedAsync();
        session.Handshake.User.Identity!.Name.Should().Be("ann");
        using var content = new StringContent("4x");

        (await (await http.PostAsync(new Uri(other.Url, $"/socket.io/?EIO=4&transport=polling&sid={session.Id}"), content)).Content.ReadAsStringAsync()).Should().Be("ok");

        using var stranger = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        using var refused = await stranger.PostAsync(new Uri(other.Url, $"/socket.io/?EIO=4&transport=polling&sid={session.Id}"), content);
        refused.IsSuccessStatusCode.Should().BeFalse();
    }

    private static async Task<IReadOnlyDictionary<string, string>> PostAsync(TestNode node, string id)
    {
        await using var raw = await RawConnection.OpenAsync(node.Url);
        await raw.SendHeadAsync("POST", $"/socket.io/?EIO=4&transport=polling&sid={id}", $"Origin: {Page}", "Content-Length: 2");
        await raw.SendAsync("4x");
        return (await raw.ReceiveResponseAsync()).Headers;
    }
}
