using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Testing;

namespace SocketIoSharp.Server.Tests.AspNetCore;

/// <summary>Cross-origin headers by ASP.NET Core and by the engine itself come to the same.</summary>
internal sealed class CorsTests(TestTransport transport) : AspNetCoreFixture(transport)
{
    private const string Friend = "https://example.org";

    [TestCase("endpoint")]
    [TestCase("middleware")]
    [TestCase("engine")]
    public async Task Cors_AllowedOrigin_IsOnTheHandshake(string by)
    {
        // A policy that only a middleware knows cannot be seen from the endpoint.
        await StartAsync(by, checkOrigin: by != "middleware");

        var client = await ConnectAsync(options => options.Headers["Origin"] = Friend);

        client.ResponseHeaders["Access-Control-Allow-Origin"].ToString().Should().Be(Friend);
        client.ResponseHeaders["Access-Control-Allow-Credentials"].ToString().Should().Be("true");
        (await FindAsync(client)).Handshake.CrossDomain.Should().BeTrue();
    }

    [TestCase("endpoint")]
    [TestCase("middleware")]
    [TestCase("engine")]
    public async Task Cors_OtherOrigin_ConnectsWithoutTheHeader(string by)
    {
        await StartAsync(by, checkOrigin: false);

        var client = await ConnectAsync(options => options.Headers["Origin"] = "https://elsewhere.org");

        client.ResponseHeaders.Should().NotContainKey("Access-Control-Allow-Origin");
    }

    private Task StartAsync(string by, bool checkOrigin) => StartAppAsync(
        services => services.AddCors(cors => cors.AddPolicy("web", policy => policy.WithOrigins(Friend).AllowCredentials())),
        app =>
        {
            if (by == "middleware")
            {
                app.UseCors("web");
            }
            else if (by == "endpoint")
            {
                app.UseCors();
            }
        },
        endpoint =>
        {
            if (by == "endpoint")
            {
                endpoint.RequireCors("web");
            }
        },
        options =>
        {
            options.Engine.CheckOrigin = checkOrigin;
            options.Engine.Cors = by == "engine" ? new EngineIoCors { Origins = [Friend], Credentials = true } : null;
        });
}
