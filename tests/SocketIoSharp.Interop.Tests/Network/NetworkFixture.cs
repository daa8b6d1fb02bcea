using SocketIoSharp.Endurance.Proxy;
using SocketIoSharp.Interop.Tests.NodeClients;

namespace SocketIoSharp.Interop.Tests.Network;

/// <summary>Tests with the stock client behind a <see cref="FaultProxy"/>: it says when it is connected and when not any more, and does what it is told.</summary>
internal abstract class NetworkFixture(string transport) : NodeClientFixture(transport)
{
    /// <summary>Answers questions, and notes what is large when all of it has come.</summary>
    protected static void Install(SocketIoServer io) => io.OnConnection(socket =>
    {
        socket.On("echo", (string text) => text);
        socket.On("large", (string text) => socket.Items["large"] = text.Length);
    });

    /// <summary>Waits until a client is connected over the transport that it stays with.</summary>
    protected async Task<Scenario> SettleAsync(Uri url, object? options = null)
    {
        var client = Play("network", url, new { options });
        await client.HearAsync("connected");
        await TellAsync(client, "settle");
        await client.HearAsync("settled");
        return client;
    }

    protected static Task TellAsync(Scenario client, string what, int size = 0) => client.TellAsync("do", new { what, size });

    /// <summary>Lets the client ask something, which must be answered.</summary>
    protected static async Task AskAsync(Scenario client)
    {
        await TellAsync(client, "ask");
        (await client.HearAsync<string>("answer")).Should().Be("still there?");
    }

    /// <summary>Lets the client go; it must have had nothing else to tell.</summary>
    protected static async Task LeaveAsync(Scenario client)
    {
        await TellAsync(client, "leave");
        await client.FinishAsync();
    }
}
