using System.Collections.Concurrent;

namespace SocketIoSharp.Server.Tests.Draining;

/// <summary>Clients that never stop asking: whatever is handled is answered, and what is not answered was not handled.</summary>
internal sealed class DrainUnderLoadTests : ServerFixture
{
    private const int Clients = 12;

    private readonly ConcurrentDictionary<string, int> _handled = new();

    [Test]
    public async Task Drain_UnderTraffic_EveryEventThatIsHandledIsAnswered([Values] bool isAsynchronous)
    {
        await StartAsync(prepare: server => server.OnConnection(socket => socket.On("count", async () =>
        {
            if (isAsynchronous)
            {
                await Task.Yield();
            }

            return _handled.AddOrUpdate(socket.Id, 1, (_, count) => count + 1);
        })));
        var conversations = new List<Task<(string Id, int Answers)>>();
        for (var i = 0; i < Clients; i++)
        {
            var (client, _) = await ConnectAsync();
            conversations.Add(Task.Run(() => TalkAsync(client)));
        }

        await Patience.UntilAsync(() => _handled.Count == Clients && _handled.Values.All(count => count > 100));

        await Time.AdvanceUntilAsync(Server.DrainAsync(), TimeSpan.FromMilliseconds(10));
        foreach (var (id, answers) in await Task.WhenAll(conversations).Soon())
        {
            answers.Should().Be(_handled[id]);
        }

        (await Host.Log.WaitForAsync("DrainEnded")).Message.Should().Contain($" {Clients} connections were closed in order, 0 were still busy;");
    }

    // Asks for five answers together, and for five more as soon as they are there, until the server says goodbye.
    private static async Task<(string Id, int Answers)> TalkAsync(SocketWire client)
    {
        var connection = (WebSocketWire)client.Engine;
        var answers = 0;
        while (true)
        {
            var first = answers;
            await client.SendAsync([.. Enumerable.Range(first, 5).Select(id => $"2{id}[\"count\"]")]);
            while (answers < first + 5)
            {
                var frame = await connection.ReceiveFrameAsync();
                if (frame.Opcode == ClientFrame.Close)
                {
                    return (client.Id, answers);
                }

                answers++;
            }
        }
    }
}
