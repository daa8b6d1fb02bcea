using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class EventTests(string transport) : NodeClientFixture(transport)
{
    private static readonly Person Jude = new("Jude", ["a", "b"], new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.Zero));

    [Test]
    public async Task Event_TextAndValues_ArriveUnchangedBothWays()
    {
        var typed = new TaskCompletionSource<(string Text, int Number, Person Person, string? Nothing)>();
        await using var server = await InteropServer.StartAsync(io => io.OnConnection(socket =>
        {
            foreach (var name in (string[])["echo", "événement 🎉", "", "message"])
            {
                socket.On(name, (EventArguments args) => socket.EmitAsync(name, args));
            }

            socket.On("typed", (string text, int number, Person person, string? nothing) => typed.SetResult((text, number, person, nothing)));
        }));
        await using var client = Play("events", server);
        var connected = await server.NextSocketAsync();

        await client.HearAsync("typed");
        await connected.EmitAsync("typed", "text", 7, Jude, (string?)null);
        (await typed.Task.WithPatience()).Should().BeEquivalentTo(("text", 7, Jude, (string?)null));
        await client.TellAsync("leave");
        await client.FinishAsync();
    }

    [Test]
    public async Task Event_BinaryAnywhere_ArrivesUnchangedBothWays()
    {
        await using var server = await InteropServer.StartAsync(io => io.OnConnection(socket =>
        {
            socket.On("echo", (EventArguments args) => socket.EmitAsync("echo", args));
            socket.On("views", (byte[] a, ReadOnlyMemory<byte> b, Memory<byte> c) => socket.EmitAsync("views", a.Length, b.Length, c.Length));
            socket.On("typed", (Upload upload) => socket.EmitAsync("typed", upload.Mirror()));
        }));
        await using var client = Play("binary", server);
        await client.FinishAsync();
    }

    private sealed record Person(string Name, string[] Tags, DateTimeOffset At);

    private sealed record Upload(string Name, byte[] Content, List<byte[]> Parts)
    {
        public Upload Mirror() => new(Name.ToUpperInvariant(), [.. Content.Reverse()], [.. Parts.AsEnumerable().Reverse()]);
    }
}
