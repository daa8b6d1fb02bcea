namespace SocketIoSharp.Server.Tests.Broadcasting;

/// <summary>A fixture with several clients: each test says who must receive, and the others must not.</summary>
internal abstract class CrowdFixture : ServerFixture
{
    private readonly List<(SocketWire Client, Socket Socket)> _crowd = [];

    /// <summary>The sockets, numbered from 0.</summary>
    protected IReadOnlyList<Socket> Sockets => [.. _crowd.Select(member => member.Socket)];

    protected SocketWire Client(int index) => _crowd[index].Client;

    protected async Task GatherAsync(int count)
    {
        await StartAsync();
        for (var i = 0; i < count; i++)
        {
            _crowd.Add(await ConnectAsync(transport: i % 2 == 0 ? WireClient.WebSocket : WireClient.Polling));
        }
    }

    /// <summary>The sockets of these numbers must have received the event, once, and nobody anything else.</summary>
    protected async Task ExpectAsync(string packet, params int[] receivers)
    {
        for (var i = 0; i < _crowd.Count; i++)
        {
            var (client, socket) = _crowd[i];
            await socket.EmitAsync("end");
            var received = new List<string>();
            for (var next = await client.ReceiveAsync(); next != """2["end"]"""; next = await client.ReceiveAsync())
            {
                received.Add(next);
            }

            received.Should().Equal(receivers.Contains(i) ? [packet] : [], "this is socket {0}", i);
        }
    }
}
