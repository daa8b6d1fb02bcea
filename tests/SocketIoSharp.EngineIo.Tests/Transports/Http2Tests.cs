using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>Both transports over HTTP/2, the WebSocket by extended CONNECT (RFC 8441).</summary>
internal sealed class Http2Tests : EngineFixture
{
    private readonly HttpClient _http = new(new SocketsHttpHandler())
    {
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    [TearDown]
    public void DisposeOfClient() => _http.Dispose();

    [Test]
    public async Task WebSocket_OverHttp2_GoesBothWays()
    {
        await StartAsync(protocols: HttpProtocols.Http2);
        using var socket = await ConnectAsync("/socket.io/?EIO=4&transport=websocket");
        var session = await Handler.OpenedAsync();
        (await ReceiveAsync(socket)).Should().StartWith("0{");

        await socket.SendAsync(Encoding.UTF8.GetBytes("4to the server"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        (await Handler.MessageAsync()).Should().Be("to the server");
        session.TrySend(EngineHost.Message("to the client"));
        (await ReceiveAsync(socket)).Should().Be("4to the client");

        session.Transport.Should().Be(WireClient.WebSocket);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).Soon();
        await ExpectClosedAsync(session, CloseReason.TransportClose);
    }

    [Test]
    public async Task Upgrade_OverHttp2_MovesTheSession()
    {
        await StartAsync(protocols: HttpProtocols.Http2);
        var open = await _http.GetStringAsync(new Uri(Host.Url, "/socket.io/?EIO=4&transport=polling"));
        var session = await Handler.OpenedAsync();
        open.Should().Contain(session.Id);

        using var socket = await ConnectAsync($"/socket.io/?EIO=4&transport=websocket&sid={session.Id}");
        await socket.SendAsync(Encoding.UTF8.GetBytes("2probe"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        (await ReceiveAsync(socket)).Should().Be("3probe");
        await socket.SendAsync(Encoding.UTF8.GetBytes("5"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes("4moved"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

        (await Handler.MessageAsync()).Should().Be("moved");
        session.Transport.Should().Be(WireClient.WebSocket);
    }

    [Test]
    public async Task WebSocket_ServerCloses_ClientIsTold()
    {
        await StartAsync(protocols: HttpProtocols.Http2);
        using var socket = await ConnectAsync("/socket.io/?EIO=4&transport=websocket");
        var session = await Handler.OpenedAsync();
        await ReceiveAsync(socket);

        session.Close();

        var result = await socket.ReceiveAsync(new byte[10], CancellationToken.None).Soon();
        result.MessageType.Should().Be(WebSocketMessageType.Close);
    }

    [Test]
    public async Task WebSocket_RefusedByTheApplication_IsNotOpened()
    {
        await StartAsync(options => options.AllowRequest = _ => ValueTask.FromResult(AllowRequestResult.Deny()), protocols: HttpProtocols.Http2);

        var connecting = () => ConnectAsync("/socket.io/?EIO=4&transport=websocket");

        await connecting.Should().ThrowAsync<WebSocketException>();
        Host.Server.SessionCount.Should().Be(0);
    }

    [TestCase("")]
    [TestCase("&sid=")]
    public async Task WebSocket_OfAPageFromElsewhere_IsNotOpened(string query)
    {
        await StartAsync(protocols: HttpProtocols.Http2);
        await _http.GetStringAsync(new Uri(Host.Url, "/socket.io/?EIO=4&transport=polling"));
        var session = await Handler.OpenedAsync();

        var connecting = () => ConnectAsync("/socket.io/?EIO=4&transport=websocket" + (query.Length > 0 ? query + session.Id : query), "http://evil.example");

        await connecting.Should().ThrowAsync<WebSocketException>();
        await Host.Log.WaitForAsync("OriginNotAllowed");
        Host.Server.SessionCount.Should().Be(1);
    }

    [Test]
    public async Task WebSocket_OfAPageOfItsOwn_IsOpened()
    {
        await StartAsync(protocols: HttpProtocols.Http2);

        using var socket = await ConnectAsync("/socket.io/?EIO=4&transport=websocket", Host.Url.GetLeftPart(UriPartial.Authority));

        (await ReceiveAsync(socket)).Should().StartWith("0{");
    }

    private async Task<ClientWebSocket> ConnectAsync(string target, string? origin = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.HttpVersion = HttpVersion.Version20;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        await socket.ConnectAsync(new UriBuilder(new Uri(Host.Url, target)) { Scheme = "ws" }.Uri, _http, CancellationToken.None).Soon();
        return socket;
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1000];
        var result = await socket.ReceiveAsync(buffer, CancellationToken.None).Soon();
        result.EndOfMessage.Should().BeTrue();
        return Encoding.UTF8.GetString(buffer, 0, result.Count);
    }
}
