using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.MessagePack.Tests.Packets;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.MessagePack.Tests.Hosting;

/// <summary>A server that speaks MessagePack, byte by byte.</summary>
[TestFixture(WireClient.Polling)]
[TestFixture(WireClient.WebSocket)]
internal sealed class MessagePackServerTests(string transport) : WireFixture
{
    private const string ConnectOfAClient = "83a47479706500a464617461d40000a36e7370a12f";

    private TestHost _host = null!;

    [Test]
    public async Task Connect_WithMessagePack_IsAnsweredWithTheReferencesBytes()
    {
        await StartAsync();
        var client = await OpenAsync();
        await client.SendAsync(Convert.FromHexString(ConnectOfAClient));
        var answer = await ReceiveAsync(client);
        answer.Should().MatchRegex("^83a47479706500a46461746182a3736964b4[0-9a-f]{40}a3706964d40000a36e7370a12f$");
    }

    [Test]
    public async Task Event_WithBinaryAndAck_IsAnswered()
    {
        await StartAsync(socket => socket.On("ask", (byte[] data, DateTimeOffset at) => new { data = data.Reverse().ToArray(), year = at.Year }));
        var client = await ConnectAsync();
        await client.SendAsync(Convert.FromHexString("84a47479706502a46461746193a361736bc4020102d7000000000000000000a2696407a36e7370a12f"));
        (await ReceiveAsync(client)).Should().Be("84a2696407a47479706503a4646174619182a464617461c4020201a479656172cd07b2a36e7370a12f");
    }

    [Test]
    public async Task Event_WithAReservedName_HasNoHandlerAndHarmsNothing()
    {
        var disconnected = false;
        await StartAsync(socket =>
        {
            socket.OnDisconnect(_ => disconnected = true);
            socket.On("ask", () => 1);
            var registering = () => socket.On("disconnect", () => { });
            registering.Should().Throw<ArgumentException>();
        });
        var client = await ConnectAsync();
        await client.SendAsync(DecoderTests.Packet(PacketType.Event, [0x91, 0xAA, .. "disconnect"u8]));
        await client.SendAsync(DecoderTests.Packet(PacketType.Event, [0x90]));
        await client.SendAsync(Convert.FromHexString("84a47479706502a46461746191a361736ba2696407a36e7370a12f"));
        (await ReceiveAsync(client)).Should().Be("84a2696407a47479706503a46461746191" + "01" + "a36e7370a12f");
        disconnected.Should().BeFalse();
    }

    [Test]
    public async Task Text_WhereMessagePackIsSpoken_ClosesTheConnectionAndSaysWhy()
    {
        await StartAsync();
        var client = await OpenAsync();
        await client.SendAsync("40");
        await client.ReceiveCloseAsync();
        _host.Log.Entries.Should().Contain(entry => entry.Message.Contains("both sides must use the same parser", StringComparison.Ordinal));
    }

    [Test]
    public async Task Attachments_BeyondTheLimitOfUseMessagePack_CloseTheConnection()
    {
        await StartAsync(maxAttachments: 2);
        var client = await ConnectAsync();
        await client.SendAsync(DecoderTests.Packet(PacketType.Event, [0x94, 0xA1, (byte)'e', 0xC4, 0, 0xC4, 0, 0xC4, 0]));
        await client.ReceiveCloseAsync();
        _host.Log.Entries.Should().Contain(entry => entry.Message.Contains("too many attachments", StringComparison.Ordinal));
    }

    [Test]
    public void UseMessagePack_NegativeLimit_IsRefused()
    {
        var using_ = () => new ServiceCollection().AddSocketIo().UseMessagePack(-1);
        using_.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("maxAttachments");
    }

    private async Task StartAsync(Action<Socket>? connect = null, int maxAttachments = MessagePackPacketParser.DefaultMaxAttachments) =>
        _host = await Own(TestHost.StartAsync(
            builder => builder.Services.AddSocketIo().UseMessagePack(maxAttachments),
            app =>
            {
                app.MapSocketIo();
                app.Services.GetRequiredService<SocketIoServer>().OnConnection(connect ?? (_ => { }));
            }));

    private async Task<WireClient> OpenAsync() => await Own(WireClient.OpenAsync(_host.Url, transport));

    private async Task<WireClient> ConnectAsync()
    {
        var client = await OpenAsync();
        await client.SendAsync(Convert.FromHexString(ConnectOfAClient));
        await ReceiveAsync(client);
        return client;
    }

    private static async Task<string> ReceiveAsync(WireClient client)
    {
        var packet = await client.ReceiveAsync();
        packet.Should().StartWith("b", "a binary message is expected");
        return Convert.ToHexStringLower(Convert.FromBase64String(packet[1..]));
    }
}
