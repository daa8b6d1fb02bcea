using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.Server.Tests.AspNetCore;

/// <summary>Which CORS policies of the application let a page open a WebSocket.</summary>
internal sealed class OriginPolicyTests : ServerFixture
{
    private const string Friend = "https://friend.example";

    [Test]
    public Task RequireCors_ByName_IsFollowed() => ExpectFriendAsync(
        cors => cors.AddPolicy("web", policy => policy.WithOrigins(Friend)), endpoint => endpoint.RequireCors("web"));

    [Test]
    public Task RequireCors_ByBuilder_IsFollowed() => ExpectFriendAsync(_ => { }, endpoint => endpoint.RequireCors(policy => policy.WithOrigins(Friend)));

    [Test]
    public Task RequireCors_OverTheDefaultPolicy_IsFollowed() => ExpectFriendAsync(
        cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()), endpoint => endpoint.RequireCors(policy => policy.WithOrigins(Friend)));

    [Test]
    public Task DefaultPolicy_IsFollowed() => ExpectFriendAsync(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins(Friend)), _ => { });

    [Test]
    public async Task AllowAnyOrigin_LetsEverybodyIn()
    {
        await StartAsync(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()), _ => { });

        (await StatusAsync("https://stranger.example")).Should().Be(101);
    }

    [Test]
    public async Task DisableCors_LetsNobodyElseIn()
    {
        await StartAsync(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin()), endpoint => endpoint.WithMetadata(new DisableCorsAttribute()));

        (await StatusAsync(Friend)).Should().Be(400);
        (await StatusAsync("http://test")).Should().Be(101);
    }

    [Test]
    public async Task PolicyThatNobodyUses_LetsNobodyIn()
    {
        await StartAsync(cors => cors.AddPolicy("other", policy => policy.AllowAnyOrigin()), _ => { });

        (await StatusAsync(Friend)).Should().Be(400);
    }

    private async Task ExpectFriendAsync(Action<CorsOptions> configure, Action<IEndpointConventionBuilder> map)
    {
        await StartAsync(configure, map);

        (await StatusAsync(Friend)).Should().Be(101);
        (await StatusAsync("https://stranger.example")).Should().Be(400);
    }

    private Task StartAsync(Action<CorsOptions> configure, Action<IEndpointConventionBuilder> map) => StartAppAsync(
        builder =>
        {
            builder.Services.AddSocketIo();
            builder.Services.AddCors(configure);
        },
        app =>
        {
            app.UseCors();
            map(app.MapSocketIo());
        });

    private async Task<int> StatusAsync(string origin) => (await WebSocketWire.RequestAsync(Host.Url, string.Empty, $"Origin: {origin}")).Status;
}
