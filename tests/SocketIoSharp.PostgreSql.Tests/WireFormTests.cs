using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.PostgreSql.Tests;

/// <summary>What goes over the channel, to the letter: nodes on Node.js read it.</summary>
internal sealed class WireFormTests : ClusterFixture
{
    private readonly ConcurrentQueue<string> _heard = new();

    [Test]
    public async Task Message_ThatIsShort_IsJson()
    {
        await StartBothAsync();
        await using var listener = await ListenAsync("socket.io#/");

        await Server.To("a").Except("b").Volatile.EmitAsync("hello", 1);

        (await HearAsync(listener, 3)).Should().MatchRegex(
            """^\{"type":3,"data":\{"packet":\{"type":2,"data":\["hello",1\]\},"opts":\{"rooms":\["a"\],"except":\["b"\],"flags":\{"volatile":true\}\}\},"uid":"[0-9a-f]{16}","nsp":"/"\}$""");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Message_ThatIsLongOrBinary_IsARowAndItsStub(bool isBinary)
    {
        await StartBothAsync();
        await using var listener = await ListenAsync("socket.io#/");

        await (isBinary ? Server.EmitAsync("hello", new byte[] { 1, 2 }) : Server.EmitAsync("hello", new string('x', 9000)));

        var stub = await HearAsync(listener, 3);
        var nodeId = ((ClusterAdapter)Server.Sockets.Adapter).NodeId;
        stub.Should().Be($"{{\"uid\":\"{nodeId}\",\"type\":3,\"attachmentId\":\"1\"}}");
        var row = await QueryAsync<byte[]>("SELECT payload FROM socket_io_attachments WHERE id = 1");
        new ClusterMessageCodec(100_000, 64).TryRead(row, out var message, out _).Should().BeTrue();
        (message!.NodeId, message.Namespace, message.Type, message.Packet!.Attachments.Length).Should().Be((nodeId, "/", ClusterMessageType.Broadcast, isBinary ? 1 : 0));
    }

    [Test]
    public async Task Options_PrefixTableAndThreshold_AreUsed()
    {
        await StartBothAsync(options => (options.ChannelPrefix, options.TableName, options.PayloadThreshold) = ("my\"app", "public.\"my table\"", 300));
        var (there, _) = await ConnectToOtherAsync();
        await using var listener = await ListenAsync("my\"app#/");

        await Server.EmitAsync("hello", new string('x', 300));

        (await HearAsync(listener, 3)).Should().EndWith("\"attachmentId\":\"1\"}");
        await there.ExpectAsync($"2[\"hello\",\"{new string('x', 300)}\"]");
        (await QueryAsync<long>("SELECT count(*) FROM \"my table\"")).Should().Be(1);
    }

    [Test]
    public async Task Message_OfTheEmitterForNodeJs_GoesToTheNamespaceOfItsChannel()
    {
        await StartBothAsync();
        Server.Of("/chat");
        Other.Of("/chat");
        await NodesAsync(2, "/chat");
        var (chat, _) = await ConnectAsync("/chat");
        var (main, socket) = await ConnectAsync();
        const string message = """{"type":3,"data":{"packet":{"type":2,"data":["hello"],"nsp":"/chat"},"opts":{"rooms":[],"flags":{},"except":[]}},"uid":"emitter"}""";

        await NotifyAsync(message, "socket.io#/chat");
        await ExecuteAsync("INSERT INTO socket_io_attachments (id, payload) VALUES (7, $1)", Encoding.UTF8.GetBytes(message));
        await NotifyAsync("""{"uid":"emitter","type":3,"attachmentId":"7"}""", "socket.io#/chat");
        await NotifyAsync("""{"type":4,"data":{"opts":{"rooms":[],"except":[]},"rooms":["a"]},"uid":"emitter"}""", "socket.io#/chat");
        await NotifyAsync(message.Replace("\"rooms\":[]", "\"rooms\":[\"a\"]", StringComparison.Ordinal), "socket.io#/chat");

        await chat.ExpectAsync("""2/chat,["hello"]""", """2/chat,["hello"]""", """2/chat,["hello"]""");
        await ExpectNothingAsync(main, socket);
        (await Server.Of("/chat").Adapter.ServerCountAsync()).Should().Be(2);
    }

    private async Task<NpgsqlConnection> ListenAsync(string channel)
    {
        var connection = await Source.OpenConnectionAsync();
        connection.Notification += (_, notification) => _heard.Enqueue(notification.Payload);
        await using var command = new NpgsqlCommand("LISTEN \"" + channel.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<string> HearAsync(NpgsqlConnection listener, int type)
    {
        while (true)
        {
            while (_heard.TryDequeue(out var payload))
            {
                if (Regex.IsMatch(payload, $"\"type\":{type},"))
                {
                    return payload;
                }
            }

            await listener.WaitAsync().Soon();
        }
    }
}
