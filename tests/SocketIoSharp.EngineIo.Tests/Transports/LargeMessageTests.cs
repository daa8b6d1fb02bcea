namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>Messages that are larger than one read.</summary>
internal sealed class LargeMessageTests : EngineFixture
{
    [TestCase(16 * 1024)]
    [TestCase(300_000)]
    [TestCase(1024 * 1024)]
    public async Task Binary_InPieces_IsWhole(int size)
    {
        await StartAsync(options => options.MaxHttpBufferSize = 2 * 1024 * 1024);
        await using var client = await WebSocketWire.OpenAsync(Host.Url);
        var message = Random(size);
        var frame = ClientFrame.Of(ClientFrame.Binary, message);
        byte[] both = [.. frame, .. ClientFrame.OfText("4next")];

        for (var start = 0; start < both.Length; start += size / 7)
        {
            await client.SendRawAsync(both[start..Math.Min(start + (size / 7), both.Length)]);
        }

        (await Handler.MessageAsync()).Should().Be("b" + Convert.ToBase64String(message));
        (await Handler.MessageAsync()).Should().Be("next");
    }

    [Test]
    public async Task Binary_BrokenOffInTheMiddle_ClosesTheSession()
    {
        await StartAsync();
        var client = await WebSocketWire.OpenAsync(Host.Url);
        var frame = ClientFrame.Of(ClientFrame.Binary, Random(500_000));
        await client.SendRawAsync(frame[..400_000]);
        await client.DisposeAsync();

        (await Handler.ClosedAsync()).Reason.Should().Be(CloseReason.TransportClose);
        Handler.HasMessage.Should().BeFalse();
    }

    private static byte[] Random(int size)
    {
        var bytes = new byte[size];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
