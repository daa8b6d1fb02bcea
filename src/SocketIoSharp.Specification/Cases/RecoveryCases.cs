using SocketIoSharp.Specification.Nodes;
using SocketIoSharp.Testing;

namespace SocketIoSharp.Specification.Cases;

/// <summary>Clients come back, to whatever node.</summary>
internal static class RecoveryCases
{
    public static IEnumerable<Case> All =>
    [
        new("A client that was cut off is the same socket on another node, with rooms and data", SameSocketAsync),
        new("A client that comes back to another node gets what it has missed, in order and once", MissedAsync),
        new("A client that comes back does not get what was not meant for it, or was volatile", NotMissedAsync),
        new("A client that comes back while others send gets each event once, in order", UnderTrafficAsync),
        new("A session is given out once", OnceAsync),
        new("A client that comes back to its own node gets what other nodes have sent", OwnNodeAsync),
        new("A client with a secret that nobody knows is a new socket", UnknownAsync),
    ];

    private static async Task SameSocketAsync(Stage stage)
    {
        var nodes = await StartAsync(stage);
        var before = await ComeAsync(nodes[0], "a", "ü");
        before.Member.Socket.Data["user"] = "Ada";
        await CutOffAsync(stage, before);

        var after = await ReturnAsync(stage, nodes[1], before);

        Expect.That(after.Socket.Recovered, "the socket to say that it was recovered");
        Expect.SameItems([before.Member.Id, "a", "ü"], after.Socket.Rooms, "the rooms");
        Expect.Equal("\"Ada\"", (await nodes[0].Io.FetchSocketsAsync()).Single().Data.GetProperty("user").GetRawText(), "the data");
        await nodes[0].Io.To("a").EmitAsync("hello");
        await after.Client.ReceiveAsync("hello");
    }

    private static async Task MissedAsync(Stage stage)
    {
        const int Count = 50;
        var nodes = await StartAsync(stage);
        var before = await ComeAsync(nodes[0], "a");
        await nodes[1].Io.EmitAsync("seen");
        before = before with { Offset = await OffsetAsync(before.Member, "seen") };
        await CutOffAsync(stage, before);
        for (var i = 0; i < Count; i++)
        {
            await ((i % 3) switch
            {
                0 => nodes[1].Io.EmitAsync("n", i),
                1 => nodes[1].Io.To("a").EmitAsync("n", i, new byte[] { 7 }),
                _ => nodes[1].Io.To(before.Member.Id).EmitAsync("n", i, new string('x', 10_000)),
            });
        }

        var after = await ReturnAsync(stage, nodes[1], before);

        await after.ExpectNumbersAsync("n", Count);
        await EndAsync(nodes[1], after);
    }

    private static async Task NotMissedAsync(Stage stage)
    {
        var nodes = await StartAsync(stage);
        var before = await ComeAsync(nodes[0], "a");
        await CutOffAsync(stage, before);
        await nodes[1].Io.To("b").EmitAsync("another room's");
        await nodes[1].Io.Except("a").EmitAsync("not for a");
        await nodes[1].Io.Volatile.EmitAsync("volatile");
        await nodes[1].Io.EmitAsync("missed");

        var after = await ReturnAsync(stage, nodes[1], before);

        await after.Client.ReceiveAsync("missed");
        await EndAsync(nodes[1], after);
    }

    private static async Task UnderTrafficAsync(Stage stage)
    {
        var nodes = await StartAsync(stage);
        var before = await ComeAsync(nodes[0]);
        await CutOffAsync(stage, before);
        using var end = new CancellationTokenSource();
        var sending = SendAsync();

        var after = await ReturnAsync(stage, nodes[1], before);
        await nodes[1].Io.EmitAsync("back");
        await after.Client.ReceiveAsync("back");
        await end.CancelAsync();

        await after.ExpectNumbersAsync("n", await sending);
        await EndAsync(nodes[0], after);

        async Task<int> SendAsync()
        {
            for (var i = 0; ; i++)
            {
                await nodes[0].Io.EmitAsync("n", i);
                await Task.Delay(1);
                if (end.IsCancellationRequested)
                {
                    return i + 1;
                }
            }
        }
    }

    private static async Task OnceAsync(Stage stage)
    {
        var nodes = await StartAsync(stage);
        var before = await ComeAsync(nodes[0]);
        await CutOffAsync(stage, before);
        await ReturnAsync(stage, nodes[1], before);

        var second = await nodes[0].ConnectAsync(configure: before.ComeBack);

        Expect.That(second.Id != before.Member.Id && !second.Socket.Recovered, "the second who comes with a secret to be a new socket");
    }

    private static async Task OwnNodeAsync(Stage stage)
    {
        var nodes = await StartAsync(stage);
        var before = await ComeAsync(nodes[0]);
        await CutOffAsync(stage, before);
        await nodes[1].Io.EmitAsync("missed");

        var after = await ReturnAsync(stage, nodes[0], before);

        await after.Client.ReceiveAsync("missed");
        await EndAsync(nodes[1], after);
    }

    private static async Task UnknownAsync(Stage stage)
    {
        var nodes = await StartAsync(stage);
        var before = await ComeAsync(nodes[0]);
        await CutOffAsync(stage, before);

        foreach (var auth in new object[] { new { pid = "unknown", offset = before.Offset }, new { pid = before.Member.Client.PrivateId, offset = "no offset at all" } })
        {
            var other = await nodes[1].ConnectAsync(configure: options => options.Auth = auth);
            Expect.That(other.Id != before.Member.Id && !other.Socket.Recovered, "a new socket");
        }
    }

    private static Task<Node[]> StartAsync(Stage stage) =>
        stage.StartAsync(2, options => options.ConnectionStateRecovery = new ConnectionStateRecovery());

    /// <summary>Connects a client that has received something to count from.</summary>
    private static async Task<Before> ComeAsync(Node node, params string[] rooms)
    {
        var member = await node.ConnectAsync();
        await member.Socket.JoinAsync(rooms);
        await node.Io.To(member.Id).EmitAsync("first");
        return new Before(member, await OffsetAsync(member, "first"));
    }

    private static async Task<string> OffsetAsync(Member member, string name)
    {
        var received = await member.Client.ReceiveAsync(name);
        Expect.That(received.Count == 1, "an event to carry its offset when connections are recovered");
        return received.Get<string>(0)!;
    }

    private static async Task CutOffAsync(Stage stage, Before before)
    {
        await before.Member.Client.AbortAsync();
        await stage.UntilAsync(() => Task.FromResult(!before.Member.Socket.Connected), "the server to notice that a client is gone");
    }

    // Nothing tells that a session is saved. Until it is, who comes back is a new socket, as it would be in earnest.
    private static async Task<Member> ReturnAsync(Stage stage, Node node, Before before)
    {
        Member? back = null;
        await stage.UntilAsync(
            async () =>
            {
                back = await node.ConnectAsync(configure: before.ComeBack);
                if (back.Id != before.Member.Id)
                {
                    await back.DisposeAsync();
                }

                return back.Id == before.Member.Id;
            },
            "a client that comes back to be recovered");
        Expect.Equal(before.Member.Client.PrivateId, back!.Client.PrivateId, "the secret");
        return back;
    }

    // Events carry their offset here.
    private static async Task EndAsync(Node sender, Member member)
    {
        await sender.Io.EmitAsync("the end");
        await member.Client.ReceiveAsync("the end");
        member.ExpectNothingElse();
    }

    private sealed record Before(Member Member, string Offset)
    {
        public void ComeBack(SocketIoTestClientOptions options) => options.Auth = new { pid = Member.Client.PrivateId, offset = Offset };
    }
}
