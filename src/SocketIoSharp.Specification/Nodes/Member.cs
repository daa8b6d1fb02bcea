using SocketIoSharp.Specification.Cases;
using SocketIoSharp.Testing;

namespace SocketIoSharp.Specification.Nodes;

/// <summary>A client and the socket that it has on its node.</summary>
internal sealed class Member(SocketIoTestClient client) : IAsyncDisposable
{
    public SocketIoTestClient Client => client;

    public string Id => client.Id;

    public Socket Socket { get; set; } = null!;

    /// <summary>Waits for an event, whose arguments must be these.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="arguments">A JSON array.</param>
    public async Task ExpectAsync(string name, string arguments = "[]")
    {
        var received = await client.ReceiveAsync(name);
        Expect.Equal(arguments, received.ToString(), $"what \"{name}\" carries");
    }

    /// <summary>Waits for events of one name that carry these numbers, in this order.</summary>
    public async Task ExpectNumbersAsync(string name, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Expect.Equal(i, await client.NextAsync<int>(name), $"the number of \"{name}\" {i}");
        }
    }

    /// <summary>Nothing may have been received that nobody has asked for.</summary>
    public void ExpectNothingElse()
    {
        var others = client.PendingEvents.Where(received => received.Name != Stage.Probe).Select(received => received.Name + received);
        Expect.SameList([], others, "what else a client has received");
    }

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
