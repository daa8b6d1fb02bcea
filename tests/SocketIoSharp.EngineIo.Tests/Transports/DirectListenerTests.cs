using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using NetSocket = System.Net.Sockets.Socket;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>Connections as the web server gets them from the socket transport, and the options of that.</summary>
internal sealed class DirectListenerTests : ConnectionFixture
{
    private const int Large = 300_000;

    private static IEnumerable<TestCaseData> Options()
    {
        yield return Named("default", _ => { });
        yield return Named("MaxReadBufferSize none", options => options.MaxReadBufferSize = null);
        yield return Named("MaxReadBufferSize 1", options => options.MaxReadBufferSize = 1);
        yield return Named("MaxWriteBufferSize none", options => options.MaxWriteBufferSize = null);
        yield return Named("MaxWriteBufferSize 1", options => options.MaxWriteBufferSize = 1);
        yield return Named("WaitForDataBeforeAllocatingBuffer off", options => options.WaitForDataBeforeAllocatingBuffer = false);
        yield return Named("UnsafePreferInlineScheduling", options => options.UnsafePreferInlineScheduling = true);
        yield return Named("IOQueueCount 0", options => options.IOQueueCount = 0);

        static TestCaseData Named(string name, Action<SocketTransportOptions> configure) => new TestCaseData(configure).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Options))]
    public async Task SocketTransportOptions_Polling_MessagesOfAnySizeArrive(Action<SocketTransportOptions> configure)
    {
        await StartWithMiddlewareAsync(_ => { }, configure);
        var (client, session) = await OpenPollingAsync();

        foreach (var text in new[] { "small", new string('x', Large), "small again" })
        {
            await client.SendAsync("4" + text);
            (await Handler.MessageAsync()).Should().Be(text);
            session.TrySend(EngineHost.Message(text));
            (await client.ReceiveAsync()).Should().Be("4" + text);
        }
    }

    [TestCaseSource(nameof(Options))]
    public async Task SocketTransportOptions_WebSocket_MessagesOfAnySizeArrive(Action<SocketTransportOptions> configure)
    {
        await StartWithMiddlewareAsync(_ => { }, configure);
        var (client, session) = await OpenWebSocketAsync();

        foreach (var text in new[] { "small", new string('x', Large), "small again" })
        {
            await client.SendAsync("4" + text);
            (await Handler.MessageAsync()).Should().Be(text);
            session.TrySend(EngineHost.Message(text));
            (await client.ReceiveAsync()).Should().Be("4" + text);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task NoDelay_OfTheOptions_IsThatOfTheSocket(bool noDelay)
    {
        var sockets = new ConcurrentQueue<NetSocket>();
        await StartWithMiddlewareAsync(
            connection => sockets.Enqueue(connection.Features.Get<IConnectionSocketFeature>()!.Socket), options => options.NoDelay = noDelay);

        await OpenWebSocketAsync();

        sockets.Should().ContainSingle().Which.NoDelay.Should().Be(noDelay);
    }

    [Test]
    public async Task Connection_Features_TellWhoIsConnected()
    {
        var connections = new ConcurrentQueue<ConnectionContext>();
        await StartWithMiddlewareAsync(connections.Enqueue);

        await OpenWebSocketAsync();
        await OpenWebSocketAsync();

        connections.Should().HaveCount(2).And.OnlyHaveUniqueItems(connection => connection.ConnectionId);
        foreach (var connection in connections)
        {
            ((IPEndPoint)connection.LocalEndPoint!).Port.Should().Be(Host.Url.Port);
            ((IPEndPoint)connection.RemoteEndPoint!).Address.Should().Be(IPAddress.Loopback);
            connection.Features.Get<IConnectionIdFeature>()!.ConnectionId.Should().Be(connection.ConnectionId);
            connection.Features.Get<IConnectionItemsFeature>()!.Items.Should().BeSameAs(connection.Items);
            connection.Features.Get<IConnectionEndPointFeature>()!.RemoteEndPoint.Should().Be(connection.RemoteEndPoint);
            connection.Features.Get<IMemoryPoolFeature>()!.MemoryPool.Should().NotBeNull();
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task ConnectionClosed_ClientGoesAway_IsCancelled(bool isReset)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartWithMiddlewareAsync(connection => connection.ConnectionClosed.Register(closed.SetResult));
        var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendAsync("GET /socket.io/");

        await EndAsync(connection, isReset);

        await closed.Task.Soon();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task ConnectionClosed_ClientOfAWebSocketGoesAway_IsCancelled(bool isReset)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartWithMiddlewareAsync(connection => connection.ConnectionClosed.Register(closed.SetResult));
        var (client, session) = await OpenWebSocketAsync();

        if (isReset)
        {
            client.Reset();
        }
        else
        {
            await client.DisposeAsync();
        }

        await closed.Task.Soon();
        (await Handler.ClosedAsync()).Session.Should().BeSameAs(session);
    }

    [Test]
    public async Task ConnectionClosed_CallbackThrows_IsLoggedAndTheServerGoesOn()
    {
        var registered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartWithMiddlewareAsync(connection =>
        {
            // Later ones of the fixture are let be.
            if (!registered.Task.IsCompleted)
            {
                connection.ConnectionClosed.Register(() => throw new InvalidOperationException("mine"));
                registered.SetResult();
            }
        });
        Host.Log.Expect("ConnectionClosedCallbackFailed");
        var connection = await RawConnection.OpenAsync(Host.Url);
        await registered.Task.Soon();

        await connection.DisposeAsync();

        (await Host.Log.WaitForAsync("ConnectionClosedCallbackFailed")).Exception!.InnerException!.Message.Should().Be("mine");
        (await OpenWebSocketAsync()).Session.IsClosed.Should().BeFalse();
    }

    [Test]
    public async Task UnixSocket_Endpoint_IsServed()
    {
        var path = Path.Combine(Path.GetTempPath(), $"socketio-{Guid.NewGuid():N}.sock");
        await StartAsync(configureKestrel: kestrel => kestrel.ListenUnixSocket(path));
        using var handler = new SocketsHttpHandler { ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new NetSocket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        } };
        using var client = new HttpClient(handler);

        var answer = await client.GetStringAsync(new Uri("http://test/socket.io/?EIO=4&transport=polling")).Soon();

        answer.Should().StartWith("0{\"sid\"");
        File.Delete(path);
    }

    private static async Task EndAsync(RawConnection connection, bool isReset)
    {
        if (isReset)
        {
            connection.Reset();
        }

        await connection.DisposeAsync();
    }
}
