using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Testing;

namespace SocketIoSharp.Server.Tests.AspNetCore;

internal sealed class AuthenticationTests(TestTransport transport) : AspNetCoreFixture(transport)
{
    [Test]
    public async Task Cookie_AfterTheLogin_IsTheSocketsUser()
    {
        await StartWithCookiesAsync(endpoint => endpoint.RequireAuthorization());
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies });
        await browser.GetStringAsync(new Uri(Host.Url, "/login/Ada"));

        var socket = await FindAsync(await ConnectAsync(options => options.Cookies = cookies));

        socket.User.Identity!.Name.Should().Be("Ada");
        socket.User.Identity.AuthenticationType.Should().Be(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    [Test]
    public async Task Cookie_Nobody_IsRefusedWithoutARedirection()
    {
        await StartWithCookiesAsync(endpoint => endpoint.RequireAuthorization());

        (await RefusalAsync()).Should().Be(401);
        Server.ConnectionCount.Should().Be(0);
    }

    [Test]
    public async Task Cookie_PolicyNotMet_IsForbiddenWithoutARedirection()
    {
        await StartWithCookiesAsync(endpoint => endpoint.RequireAuthorization("admins"));
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies });
        await browser.GetStringAsync(new Uri(Host.Url, "/login/Ada"));

        (await RefusalAsync(options => options.Cookies = cookies)).Should().Be(403);
        await browser.GetStringAsync(new Uri(Host.Url, "/login/root"));
        await ExpectEchoAsync(await ConnectAsync(options => options.Cookies = cookies));
    }

    [Test]
    public async Task Cookie_RedirectionAskedFor_IsMade()
    {
        await StartWithCookiesAsync(endpoint => endpoint.RequireAuthorization().AllowCookieRedirect());

        (await RefusalAsync()).Should().Be(302);
    }

    [Test]
    public async Task Bearer_TokenInAHeader_IsTheSocketsUser()
    {
        await StartWithBearerAsync(endpoint => endpoint.RequireAuthorization());
        var claims = new TaskCompletionSource<string?>();
        Server.OnConnection(socket => socket.On("who", () => claims.SetResult(socket.User.FindFirstValue(ClaimTypes.Name))));

        var client = await ConnectAsync(options => options.Headers["Authorization"] = "Bearer token-of-Ada");

        await client.EmitAsync("who");
        (await claims.Task.Soon()).Should().Be("Ada");
    }

    [Test]
    public async Task Bearer_TokenInTheQuery_IsTheSocketsUser()
    {
        await StartWithBearerAsync(endpoint => endpoint.RequireAuthorization());

        var socket = await FindAsync(await ConnectAsync(options => options.Query["access_token"] = "token-of-Ada"));

        socket.User.Identity!.Name.Should().Be("Ada");
    }

    [TestCase(null)]
    [TestCase("Bearer forged")]
    public async Task Bearer_WrongOrNone_Is401(string? header)
    {
        await StartWithBearerAsync(endpoint => endpoint.RequireAuthorization());

        (await RefusalAsync(options =>
        {
            if (header is not null)
            {
                options.Headers["Authorization"] = header;
            }
        })).Should().Be(401);
    }

    [Test]
    public async Task Bearer_PolicyNotMet_Is403()
    {
        await StartWithBearerAsync(endpoint => endpoint.RequireAuthorization("admins"));

        (await RefusalAsync(options => options.Headers["Authorization"] = "Bearer token-of-Ada")).Should().Be(403);
        await ExpectEchoAsync(await ConnectAsync(options => options.Headers["Authorization"] = "Bearer token-of-root"));
    }

    [Test]
    public async Task Bearer_NotRequired_MiddlewaresOfANamespaceMayDecide()
    {
        await StartWithBearerAsync(_ => { });
        Server.Of("/admin").Use((context, next) =>
        {
            if (context.Socket.User.Identity is not { IsAuthenticated: true })
            {
                context.Reject("log in first");
                return Task.CompletedTask;
            }

            return next();
        });

        var nobody = await ConnectAsync();
        await nobody.Awaiting(client => client.ConnectToAsync("/admin")).Should().ThrowAsync<SocketIoConnectException>().WithMessage("log in first");
        var ada = await ConnectAsync(options => (options.Namespace, options.Headers["Authorization"]) = ("/admin", "Bearer token-of-Ada"));
        ada.Connected.Should().BeTrue();
    }

    private Task StartWithCookiesAsync(Action<IEndpointConventionBuilder> endpoint) => StartAppAsync(
        services =>
        {
            services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            AddPolicies(services);
        },
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.MapGet("/login/{name}", async (HttpContext http, string name) =>
                await http.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], CookieAuthenticationDefaults.AuthenticationScheme))));
        },
        endpoint);

    private Task StartWithBearerAsync(Action<IEndpointConventionBuilder> endpoint) => StartAppAsync(
        services =>
        {
            services.AddAuthentication(BearerAuthentication.SchemeName).AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, null);
            AddPolicies(services);
        },
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
        },
        endpoint);

    private static void AddPolicies(IServiceCollection services) =>
        services.AddAuthorizationBuilder().AddPolicy("admins", policy => policy.RequireUserName("root"));
}
