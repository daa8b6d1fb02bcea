using SocketIoSharp.Server.Tests.Recovery;

namespace SocketIoSharp.Server.Tests.Diagnostics;

internal sealed class RecoveryTracingTests : RecoveryFixture
{
    [Test]
    public async Task Connect_OfAClientThatComesBack_HasTheIdThatItHadBefore()
    {
        await StartRecoveringAsync();
        var client = await ComeAndGoAsync();
        var spans = Own(new RecordedSpans());

        await ComeAsync(client);

        (await spans.WaitForAsync("connect")).GetTagItem("socketio.socket.id").Should().Be(client.Id);
    }
}
