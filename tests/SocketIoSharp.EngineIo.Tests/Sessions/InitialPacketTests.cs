namespace SocketIoSharp.EngineIo.Tests.Sessions;

internal sealed class InitialPacketTests : EngineFixture
{
    [Test]
    public async Task InitialPacket_Text_ComesInTheResponseOfTheHandshake()
    {
        await StartAsync(options => options.InitialPacket = "welcome");
        await using var connection = await RawConnection.OpenAsync(Host.Url);

        await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling");

        (await connection.ReceiveResponseAsync()).Body.Should().StartWith("0{\"sid\":").And.EndWith("}\u001e4welcome");
    }

    [Test]
    public async Task InitialPacket_Bytes_AreBase64OverPolling()
    {
        await StartAsync(options => options.InitialPacket = new byte[] { 1, 2, 255 });
        await using var connection = await RawConnection.OpenAsync(Host.Url);

        await connection.SendHeadAsync("GET", "/socket.io/?EIO=4&transport=polling");

        (await connection.ReceiveResponseAsync()).Body.Should().EndWith("}\u001ebAQL/");
    }

    [Test]
    public async Task InitialPacket_WebSocket_IsTheNextFrameAndBeforeThoseOfTheHandler()
    {
        await StartAsync(options => options.InitialPacket = "welcome");
        Handler.Opening = session => session.TrySend(EngineHost.Message("from the handler"));

        var (client, _) = await OpenWebSocketAsync();

        await client.ExpectAsync("4welcome", "4from the handler");
    }

    [Test]
    public async Task InitialPacket_BytesOverWebSocket_AreABinaryFrame()
    {
        await StartAsync(options => options.InitialPacket = new byte[] { 7 });

        var (client, _) = await OpenWebSocketAsync();

        var frame = await client.ReceiveFrameAsync();
        (frame.Opcode, frame.Payload).Should().BeEquivalentTo((ClientFrame.Binary, new byte[] { 7 }));
    }
}
