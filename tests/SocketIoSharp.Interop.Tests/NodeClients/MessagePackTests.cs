using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class MessagePackTests(string transport) : NodeClientFixture(transport)
{
    private static readonly object Arguments = new { parser = "msgpack" };

    [Test]
    public async Task MessagePack_StockClientAndParser_EverythingArrivesBothWays()
    {
        await using var server = await StartAsync();
        await using var client = Play("msgpack", server, Arguments);
        var socket = await server.NextSocketAsync();
        await client.HearAsync("listening");

        var answer = await socket.EmitWithAck("question", new byte[] { 1, 2, 3 }).As<EventArguments>();
        var given = answer.Get<Given>(0)!;
        given.Data.Should().Equal(3, 2, 1);
        given.At.Should().Be(DateTimeOffset.FromUnixTimeMilliseconds(5));
        answer.GetJson(1).ValueKind.Should().Be(JsonValueKind.Null);
        await server.Io.EmitAsync("everybody", new { picture = new byte[] { 9, 8 } }, "text");
        await client.TellAsync("leave");
        await client.HearAsync("leaving");
        await socket.DisconnectAsync();
        await client.FinishAsync();
    }

    [Test]
    public async Task MessagePack_BroadcastToSeveralTransports_ReachesAll()
    {
        await using var server = await StartAsync();
        await using var first = Play("msgpack-listener", server, Arguments);
        await server.NextSocketAsync();
        await using var second = Scenario.Start("msgpack-listener", Transports.Polling, server.Url, Arguments);
        await server.NextSocketAsync();
        await using var third = Scenario.Start("msgpack-listener", Transports.WebSocket, server.Url, Arguments);
        await server.NextSocketAsync();
        Scenario[] clients = [first, second, third];
        await Task.WhenAll(clients.Select(client => client.HearAsync("listening")));

        await server.Io.EmitAsync("news", "日本語", new byte[] { 1, 2 }, new { parts = new byte[][] { [3], [] } });
        var votes = await server.Io.EmitWithAck("vote").As<byte[]>();
        votes.Should().HaveCount(3).And.OnlyContain(vote => vote.SequenceEqual(new byte[] { 4, 5 }));
        foreach (var client in clients)
        {
            await client.FinishAsync();
        }
    }

    private static Task<InteropServer> StartAsync() => InteropServer.StartAsync(
        io =>
        {
            io.OnConnection(Listen);
            io.Of("/admin").OnConnection(socket => socket.On("where", () => socket.Namespace.Name));
            io.Of("/refused").Use((context, _) =>
            {
                context.Reject("not authorized", new { code = 42 });
                return Task.CompletedTask;
            });
        },
        build: socketIo => socketIo.UseMessagePack());

    private static void Listen(Socket socket)
    {
        socket.On("echo", (EventArguments args) => socket.EmitAsync("echo", args));
        socket.On("auth", () => socket.Handshake.Auth);
        socket.On("nothing", () => { });
        socket.On("next-day", (DateTimeOffset at) => at.AddDays(1));
        socket.On("reverse", (byte[] data) => data.Reverse().ToArray());
        socket.On("fails", () => throw new EventException("no such luck"));
    }

    private sealed record Given(byte[] Data, DateTimeOffset At);
}
