using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo.Transports.Direct;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>WebSockets that use their socket without the pipes of the web server, and those that must not.</summary>
internal sealed class DirectSocketTests : ConnectionFixture
{
    private const int Large = 900_000;

    [Test]
    public async Task WebSocket_OnAConnectionOfItsOwn_IsUsedDirectly()
    {
        var outputs = await StartObservedAsync();

        var (client, session) = await OpenWebSocketAsync();
        session.TrySend(EngineHost.Message("hello"));

        (await client.ReceiveAsync()).Should().Be("4hello");
        outputs.Should().ContainSingle();
        outputs[0].IsTakenOver.Should().BeTrue();
    }

    [Test]
    public async Task WebSocket_AfterAnotherRequestOnTheConnection_GoesThroughThePipe()
    {
        var outputs = await StartObservedAsync();
        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling");
        (await connection.ReceiveResponseAsync()).Status.Should().Be(200);
        await Handler.OpenedAsync();

        await connection.SendHeadAsync(
            "GET", "/socket.io/?EIO=4&transport=websocket", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

        (await connection.ReceiveResponseAsync()).Status.Should().Be(101);
        (await Handler.OpenedAsync()).TrySend(EngineHost.Message("hello"));
        System.Text.Encoding.UTF8.GetString(await connection.ReceiveAsync(100)).Should().Contain("\"sid\"");
        outputs.Should().ContainSingle().Which.IsTakenOver.Should().BeFalse();
    }

    [Test]
    public async Task WebSocket_BehindConnectionMiddleware_PassesThroughIt()
    {
        CountingStream written = null!;
        await StartWithMiddlewareAsync(connection =>
        {
            written = new CountingStream(connection.Transport.Output);
            connection.Transport = new Wrapped(connection.Transport.Input, PipeWriter.Create(written));
        });
        var (client, session) = await OpenWebSocketAsync();
        var before = written.Count;

        session.TrySend(EngineHost.Message("hello"));

        (await client.ReceiveAsync()).Should().Be("4hello");
        (written.Count - before).Should().Be("4hello".Length + 2);
    }

    [Test]
    public async Task WebSocket_ClientReadsLate_GetsEverythingInOrder()
    {
        await StartAsync(options => options.MaxBufferedBytes = 20 * Large);
        var (client, session) = await OpenWebSocketAsync(receiveBuffer: 4096);

        for (var i = 0; i < 10; i++)
        {
            session.TrySend(EngineHost.Message(i + new string('x', Large))).Should().BeTrue();
        }

        session.TrySend(EngineHost.Message("last")).Should().BeTrue();
        for (var i = 0; i < 10; i++)
        {
            (await client.ReceiveAsync()).Should().Be($"4{i}{new string('x', Large)}");
        }

        (await client.ReceiveAsync()).Should().Be("4last");
    }

    [Test]
    public async Task WebSocket_ClientVanishesWhileMuchIsOnItsWay_EndsTheSessionOnce()
    {
        await StartAsync(options => options.MaxBufferedBytes = 20 * Large);
        var (client, session) = await OpenWebSocketAsync(receiveBuffer: 4096);
        for (var i = 0; i < 10; i++)
        {
            session.TrySend(EngineHost.Message(new string('x', Large)));
        }

        client.Reset();

        (await Handler.ClosedAsync()).Reason.Should().Be(CloseReason.TransportClose);
        Handler.HasClosing.Should().BeFalse();
    }

    [Test]
    public async Task WebSocket_WebServerAllowsNoMore_IsRefused()
    {
        await StartAsync(configureKestrel: kestrel => kestrel.Limits.MaxConcurrentUpgradedConnections = 0);

        var answer = await WebSocketWire.RequestAsync(Host.Url, string.Empty);

        answer.Status.Should().Be(503);
    }

    [Test]
    public async Task AddDirectSockets_AnotherTransport_IsLeftAlone()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConnectionListenerFactory, NoTransport>();

        services.AddDirectSockets().AddDirectSockets();

        await using var provider = services.BuildServiceProvider();
        provider.GetServices<IConnectionListenerFactory>().Should().ContainSingle().Which.Should().BeOfType<NoTransport>();
    }

    [Test]
    public void AddDirectSockets_AnotherTransportBesideSockets_BothAreThere()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConnectionListenerFactory, Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets.SocketTransportFactory>();
        services.AddSingleton<IConnectionListenerFactory, NoTransport>();

        services.AddDirectSockets().AddDirectSockets();

        services.Where(service => service.ServiceType == typeof(IConnectionListenerFactory)).Should().HaveCount(2)
            .And.NotContain(service => service.ImplementationType == typeof(Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets.SocketTransportFactory));
    }

    [Test]
    public async Task Start_AddressInUse_SaysSo()
    {
        await StartAsync();

        var starting = async () => await Own(EngineHost.StartAsync(configureKestrel: kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, Host.Url.Port)));

        (await starting.Should().ThrowAsync<IOException>()).Which.InnerException.Should().BeOfType<AddressInUseException>();
    }

    private async Task<List<DirectOutput>> StartObservedAsync()
    {
        var outputs = new List<DirectOutput>();
        await StartWithMiddlewareAsync(connection => outputs.Add((DirectOutput)connection.Transport.Output));
        return outputs;
    }

    private sealed record Wrapped(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class CountingStream(PipeWriter inner) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public long Count { get; private set; }

        public override void Flush() => throw new NotSupportedException();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Count += buffer.Length;
            await inner.WriteAsync(buffer, cancellationToken);
        }
    }

    private sealed class NoTransport : IConnectionListenerFactory
    {
        public ValueTask<IConnectionListener> BindAsync(System.Net.EndPoint endpoint, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
