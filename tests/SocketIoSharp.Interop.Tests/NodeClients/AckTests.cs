using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class AckTests(string transport) : NodeClientFixture(transport)
{
    [Test]
    public async Task Ack_BothWays_CarriesEveryKindOfAnswer()
    {
        await using var server = await InteropServer.StartAsync(io => io.OnConnection(Answer));
        await using var client = Play("acks", server);
        var socket = await server.NextSocketAsync();
        await client.HearAsync("listening");

        (await socket.EmitWithAck("question", "well").As<string>()).Should().Be("well!");
        var answer = await socket.EmitWithAck("question-binary", new byte[] { 1, 2, 3 }).As<EventArguments>();
        answer.Get<byte[]>(0).Should().Equal(3, 2, 1);
        answer.Get<Extra>(1)!.More.Should().ContainSingle().Which.Should().Equal(9);
        (await socket.EmitWithAck("question-empty").As<EventArguments>()).Count.Should().Be(0);
        (await socket.EmitWithAck("question-twice").As<string>()).Should().Be("first");
        await socket.EmitWithAck("question-empty");

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => socket.EmitWithAck("question", i).As<string>()));
        answers.Should().Equal(Enumerable.Range(0, 100).Select(i => $"{i}!"));

        await client.TellAsync("leave");
        await client.FinishAsync();
    }

    [Test]
    public async Task Ack_ClientStaysSilent_TimesOut()
    {
        await using var server = await InteropServer.StartAsync(io => io.OnConnection(Answer));
        await using var client = Play("acks", server);
        var socket = await server.NextSocketAsync();
        await client.HearAsync("listening");

        var asking = async () => await socket.Timeout(TimeSpan.FromMilliseconds(150)).EmitWithAck("question-silent");
        await asking.Should().ThrowAsync<AckTimeoutException>();
        (await socket.EmitWithAck("question", "still there").As<string>()).Should().Be("still there!");

        await client.TellAsync("leave");
        await client.FinishAsync();
    }

    [Test]
    public async Task Ack_ClientLeavesWithoutAnswer_Fails()
    {
        await using var server = await InteropServer.StartAsync(io => io.OnConnection(Answer));
        await using var client = Play("acks", server);
        var socket = await server.NextSocketAsync();
        await client.HearAsync("listening");

        var answer = socket.EmitWithAck("question-silent").As<string>();
        await client.TellAsync("leave");
        await client.FinishAsync();
        var waiting = () => answer.WithPatience();
        await waiting.Should().ThrowAsync<SocketDisconnectedException>();
    }

    private static void Answer(Socket socket)
    {
        socket.On("nothing", () => { });
        socket.On("sum", (int a, int b) => a + b);
        socket.On("several", (string text, Ack ack) => ack.SendAsync(text, 1, (bool[])[true]));
        socket.On("reverse", (byte[] data) => data.Reverse().ToArray());
        socket.On("reverse-nested", async (Pieces pieces) =>
        {
            await Task.Yield();
            return new Pieces([.. pieces.Parts.AsEnumerable().Reverse()]);
        });
        socket.On("fails", () => throw new EventException("no such luck"));
        socket.On("silent", (Ack _) => { });
    }

    private sealed record Pieces(byte[][] Parts);

    private sealed record Extra(byte[][] More);
}
