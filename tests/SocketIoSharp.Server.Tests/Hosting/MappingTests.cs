using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.Server.Tests.Hosting;

internal sealed class MappingTests : ServerFixture
{
    [Test]
    public void Map_NotRegistered_SaysWhatToWrite()
    {
        var building = () => TestHost.Build(_ => { }, app => app.MapSocketIo());

        building.Should().Throw<InvalidOperationException>().WithMessage("*builder.Services.AddSocketIo()*");
    }

    [TestCase("socket.io", "must start with a slash: write \"/socket.io\"")]
    [TestCase("", "must start with a slash")]
    [TestCase("/", "must not be the root")]
    [TestCase("//", "must not be the root")]
    [TestCase("/{tenant}", "must be a plain path")]
    [TestCase("/chat/*", "must be a plain path")]
    [TestCase("/chat?x=1", "must be a plain path")]
    [TestCase("/chat#x", "must be a plain path")]
    [TestCase("/a//b", "")]
    public void Map_BadPath_SaysWhatIsWrong(string path, string message)
    {
        var building = () => TestHost.Build(builder => builder.Services.AddSocketIo(), app => app.MapSocketIo(path));

        building.Should().Throw<ArgumentException>().WithMessage($"The path of MapSocketIo *{message}*").And.ParamName.Should().Be("path");
    }

    [TestCase("/socket.io", null)]
    [TestCase(null, "/socket.io/")]
    [TestCase("/live", "/live")]
    public void Map_TwiceAtOnePath_SaysWhatToWrite(string? first, string? second)
    {
        var building = () => TestHost.Build(
            builder => builder.Services.AddSocketIo(),
            app =>
            {
                app.MapSocketIo(first);
                app.MapSocketIo(second);
            });

        building.Should().Throw<InvalidOperationException>().WithMessage($"*already mapped at \"{(first ?? "/socket.io").TrimEnd('/')}\"*MapSocketIo(\"/other\")*");
    }

    [Test]
    public async Task Map_TwoPaths_LeadToOneServer()
    {
        await StartAppAsync(
            builder => builder.Services.AddSocketIo(),
            app =>
            {
                app.MapSocketIo();
                app.MapSocketIo("/live");
            });
        var (client, _) = await ConnectAsync();

        var session = await OpenSessionAsync("/live/");
        (await RequestAsync("POST", $"/live/?EIO=4&transport=polling&sid={session}", "40")).Body.Should().Be("ok");
        (await RequestAsync("GET", $"/socket.io/?EIO=4&transport=polling&sid={session}")).Body.Should().StartWith("40{\"sid\":");

        Server.ConnectionCount.Should().Be(2);
        Server.Sockets.SocketCount.Should().Be(2);
        await Server.EmitAsync("all");
        await client.ExpectAsync("""2["all"]""");
        (await RequestAsync("GET", $"/live/?EIO=4&transport=polling&sid={session}")).Body.Should().Be("""42["all"]""");
        (await RequestAsync("GET", "/live/socket.io.js.map")).Status.Should().Be((await RequestAsync("GET", "/socket.io/socket.io.js.map")).Status);
    }

    [Test]
    public async Task Map_WithinAGroup_IsServedUnderItsPrefix()
    {
        await StartAppAsync(
            builder => builder.Services.AddSocketIo(),
            app => app.MapGroup("/v1").MapSocketIo());

        await OpenSessionAsync("/v1/socket.io/");
        (await RequestAsync("GET", "/socket.io/?EIO=4&transport=polling")).Status.Should().Be(404);
    }

    [TestCase("/ein weg", "/ein%20weg/")]
    [TestCase("/straße", "/stra%C3%9Fe/")]
    public async Task Map_PathThatIsEscapedOnTheWire_IsServed(string path, string target)
    {
        await StartAppAsync(builder => builder.Services.AddSocketIo(), app => app.MapSocketIo(path));

        await OpenSessionAsync(target);
    }

    [TestCase("/socket.io/", 200)]
    [TestCase("/socket.io/anything/below", 200)]
    [TestCase("/socket.io", 404, Description = "No slash.")]
    [TestCase("/Socket.IO/", 404, Description = "Another case.")]
    [TestCase("/SOCKET.IO/", 404)]
    [TestCase("/socket.iox/", 404)]
    [TestCase("/socket%2Eio/", 404, Description = "Escaped.")]
    [TestCase("/%73ocket.io/", 404)]
    [TestCase("/x/socket.io/", 404)]
    [TestCase("//socket.io/", 404)]
    public async Task Path_OnTheWire_IsTakenLiterally(string path, int status)
    {
        await StartAsync();

        (await RequestAsync("GET", path + "?EIO=4&transport=polling")).Status.Should().Be(status);
    }

    [TestCase("/socket.io", 200)]
    [TestCase("/socket.io/", 200)]
    [TestCase("/socket.iox", 404)]
    [TestCase("/Socket.IO", 404)]
    public async Task Path_NoTrailingSlash_BothFormsAreServed(string path, int status)
    {
        await StartAsync(options => options.Engine.AddTrailingSlash = false);

        (await RequestAsync("GET", path + "?EIO=4&transport=polling")).Status.Should().Be(status);
    }

    [TestCase("/app/socket.io/", 200)]
    [TestCase("/socket.io/", 200, Description = "The base is optional.")]
    [TestCase("/app/Socket.IO/", 404)]
    [TestCase("/app/socket.io", 404)]
    [TestCase("/app/%73ocket.io/", 404)]
    [TestCase("/other/socket.io/", 404)]
    public async Task Path_UnderAPathBase_IsServedThere(string path, int status)
    {
        await StartAppAsync(
            builder => builder.Services.AddSocketIo(),
            app =>
            {
                app.UsePathBase("/app");
                app.UseRouting();
                app.MapSocketIo();
            });

        (await RequestAsync("GET", path + "?EIO=4&transport=polling")).Status.Should().Be(status);
    }

    [Test]
    public async Task Path_OtherEndpoints_AreReached()
    {
        await StartAppAsync(
            builder => builder.Services.AddSocketIo(),
            app =>
            {
                app.MapSocketIo();
                app.MapFallback("{**path}", () => "the rest");
            });

        foreach (var other in new[] { "/other", "/socket.io", "/Socket.IO/", "/socket.iox/" })
        {
            (await GetTextAsync(other)).Should().Be("the rest");
        }

        await OpenSessionAsync("/socket.io/");
    }

    [Test]
    public async Task Endpoint_OfTheServer_HasItsName()
    {
        await StartAsync();

        var endpoint = Host.Get<EndpointDataSource>().Endpoints.Should().ContainSingle().Subject;

        endpoint.DisplayName.Should().Be("Socket.IO /socket.io");
    }

    private async Task<string> GetTextAsync(string target)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(Host.Url, target));
    }

    private async Task<string> OpenSessionAsync(string path)
    {
        var response = await RequestAsync("GET", path + "?EIO=4&transport=polling");
        response.Status.Should().Be((int)HttpStatusCode.OK);
        using var handshake = System.Text.Json.JsonDocument.Parse(response.Body[1..]);
        return handshake.RootElement.GetProperty("sid").GetString()!;
    }

    // An HTTP client would tidy the target up.
    private async Task<RawResponse> RequestAsync(string method, string target, string body = "")
    {
        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync(method, target, "Content-Type: text/plain", $"Content-Length: {body.Length}");
        await connection.SendAsync(body);
        return await connection.ReceiveResponseAsync();
    }
}
