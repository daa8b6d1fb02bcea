using System.Net;
using Microsoft.AspNetCore.Builder;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Forwarding.Nodes;
using SocketIoSharp.Forwarding.Requests;

namespace SocketIoSharp.Forwarding.Tests;

internal sealed class TrustTests : ClusterFixture
{
    private readonly List<string> _seen = [];

    [Test]
    public async Task ForwardedRequest_ToTheApplicationOfTheOwner_LooksAsTheClientSentIt()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync(new NodeSetup { Middlewares = Observe });
        _seen.Clear();

        // As middlewares that believe a proxy's headers leave it.
        await using var raw = await RawConnection.OpenAsync(other.Url);
        await raw.SendAsync(
            $"POST /socket.io/?EIO=4&transport=polling&sid={session.Id}&t=%2F HTTP/1.1\r\nHost: chat.example:444\r\nX-Test-Address: 203.0.113.7\r\nCookie: a=1; b=2\r\nContent-Length: 2\r\n\r\n4x");
        (await raw.ReceiveResponseAsync()).Body.Should().Be("ok");
        (await owner.MessageAsync()).Should().Be("x");

        _seen.Should().HaveCount(2, "one node has passed it on and the other has answered it");
        _seen[1].Should().Be($"https chat.example:444 203.0.113.7 a=1; b=2 /socket.io/?EIO=4&transport=polling&sid={session.Id}&t=%2F");
    }

    [TestCase("wrong secret")]
    [TestCase("wrong code")]
    [TestCase("nonsense")]
    public async Task Client_ClaimsToBeANode_IsNotBelievedAndGoesNoFurther(string kind)
    {
        var (owner, other, session, _) = await OpenElsewhereAsync(new NodeSetup { Middlewares = Observe });
        var identity = other.Host.Get<NodeIdentity>();
        var header = kind switch
        {
            "wrong secret" => $"{identity.Code} {new string('x', identity.Secret.Length)} https 203.0.113.7",
            "wrong code" => $"{owner.Code} {identity.Secret} https 203.0.113.7",
            _ => "x  \t y",
        };
        _seen.Clear();
        session.TrySend("secret");
        await using var raw = await RawConnection.OpenAsync(other.Url);

        await raw.SendHeadAsync("GET", $"/socket.io/?EIO=4&transport=polling&sid={session.Id}", $"{ForwardedHeader.Name}: {header}");

        (await raw.ReceiveResponseAsync()).Body.Should().Be("""{"code":1,"message":"Session ID unknown"}""");
        _seen.Should().ContainSingle().Which.Should().StartWith("http test 127.0.0.1 ");
        await other.Host.Log.WaitForAsync("ForwardedRequestNotBelieved");
    }

    [Test]
    public async Task Nodes_ThatTakeEachOtherForAThird_RefuseAfterOneHop()
    {
        var first = await StartNodeAsync(new NodeSetup { Directory = new InMemoryNodeDirectory() });
        var second = await StartNodeAsync(new NodeSetup { Directory = new InMemoryNodeDirectory() });
        foreach (var (node, wrong) in new[] { (first, second), (second, first) })
        {
            var entry = new NodeEntry("wxyz", wrong.Url, wrong.Host.Get<NodeIdentity>().Secret);
            (await node.Host.Get<INodeDirectory>().TryRegisterAsync(entry, TimeSpan.FromMinutes(1), CancellationToken.None)).Should().BeTrue();
        }

        await ClientAt(first, "wxyz0123456789abcdef").ExpectUnknownAsync();

        await second.Host.Log.WaitForAsync("ForwardedRequestNotBelieved");
        first.Host.Log.Entries.Should().NotContain(entry => entry.Id.Name == "ForwardedRequestNotBelieved");
    }

    [TestCase("abcd")]
    [TestCase("abcd0123456789abcdef0")]
    [TestCase("abcd0123456789abcde/")]
    [TestCase("http://127.0.0.1:1/x")]
    [TestCase("abcd%00123456789abcd")]
    public async Task SessionId_OfAnotherForm_IsUnknownWithoutALook(string id)
    {
        var node = await StartNodeAsync();
        (await Directory.TryRegisterAsync(new NodeEntry("abcd", node.Url, "x"), TimeSpan.FromMinutes(1), CancellationToken.None)).Should().BeTrue();

        await ClientAt(node, id).ExpectUnknownAsync();

        node.Host.Log.Entries.Should().NotContain(entry => entry.Id.Name == "ForwardedRequestNotBelieved", "the node has not even asked itself");
    }

    [Test]
    public async Task SessionId_OfNoNode_IsUnknown()
    {
        var node = await StartNodeAsync();

        await ClientAt(node, "----0123456789abcdef").ExpectUnknownAsync();
        await ClientAt(node, node.Code + "0123456789abcdef").ExpectUnknownAsync();
    }

    private void Observe(WebApplication app) => app.Use((http, next) =>
    {
        if (IPAddress.TryParse(http.Request.Headers["X-Test-Address"], out var address) && http.Features.Get<PassedOn>() is null)
        {
            http.Connection.RemoteIpAddress = address;
            http.Request.Scheme = "https";
        }

        lock (_seen)
        {
            _seen.Add($"{http.Request.Scheme} {http.Request.Host} {http.Connection.RemoteIpAddress} {http.Request.Headers.Cookie} {http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}");
        }

        return next(http);
    });
}
