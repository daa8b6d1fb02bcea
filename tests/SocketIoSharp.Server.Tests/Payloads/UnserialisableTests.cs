using System.Text.Json;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Server.Tests.Payloads;

/// <summary>Arguments that cannot be sent: the caller gets the exception, and nothing has happened.</summary>
internal sealed class UnserialisableTests : ServerFixture
{
    private static readonly Dictionary<string, Func<object>> Arguments = new()
    {
        ["a cycle"] = () => new Node(),
        ["a delegate"] = () => new Action(() => { }),
        ["a pointer"] = () => IntPtr.Zero,
        ["a getter that throws"] = () => new Trap(),
        ["a sequence that throws half-way"] = () => Enumerable.Range(0, 3).Select(i => i < 2 ? i : throw new InvalidOperationException("trap")),
    };

    private static readonly Dictionary<string, Action<Socket, object>> Emits = new()
    {
        ["socket.EmitAsync"] = (socket, argument) => socket.EmitAsync("e", "good", argument),
        ["socket.EmitManyAsync"] = (socket, argument) => socket.EmitManyAsync("e", "good", argument),
        ["socket.Volatile"] = (socket, argument) => socket.Volatile.EmitAsync("e", argument),
        ["socket.EmitWithAck"] = (socket, argument) => socket.EmitWithAck("e", argument),
        ["socket.Timeout.EmitWithAck"] = (socket, argument) => socket.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("e", argument),
        ["io.EmitAsync"] = (socket, argument) => socket.Server.EmitAsync("e", argument),
        ["namespace.EmitAsync"] = (socket, argument) => socket.Namespace.EmitAsync("e", argument),
        ["namespace.EmitWithAck"] = (socket, argument) => socket.Namespace.EmitWithAck("e", argument),
        ["room.EmitAsync"] = (socket, argument) => socket.Server.To(socket.Id).EmitAsync("e", argument),
        ["room.EmitWithAck"] = (socket, argument) => socket.Server.To(socket.Id).EmitWithAck("e", argument),
        ["socket.Broadcast"] = (socket, argument) => socket.Broadcast.EmitAsync("e", argument),
    };

    private static IEnumerable<string> EmitNames => Emits.Keys;

    private static IEnumerable<string> ArgumentNames => Arguments.Keys;

    [Test]
    public async Task Emit_ArgumentCannotBeSerialised_ThrowsAndNothingIsQueuedOrAwaited([ValueSource(nameof(EmitNames))] string emit, [ValueSource(nameof(ArgumentNames))] string argument)
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var seen = 0;
        socket.OnAnyOutgoing((_, _) => seen++);

        var emitting = () => Emits[emit](socket, Arguments[argument]());

        Throws(emitting);
        Throws(emitting);
        seen.Should().Be(0);
        var asking = socket.EmitWithAck("question", new { good = true }).As<int>();
        await client.ExpectAsync("""20["question",{"good":true}]""");
        await client.SendAsync("30[1]");
        (await asking.Soon()).Should().Be(1);
    }

    [Test]
    public async Task Emit_OnAParent_ThrowsAndNothingIsQueued([ValueSource(nameof(ArgumentNames))] string argument)
    {
        ParentNamespace? parent = null;
        await StartAsync(prepare: server => parent = server.Of(new Regex("^/d$")));
        var (client, socket) = await ConnectAsync("/d");

        Throws(() => parent!.EmitAsync("e", Arguments[argument]()));
        Throws(() => parent!.To(socket.Id).EmitAsync("e", Arguments[argument]()));

        await ExpectNothingAsync(client, socket);
    }

    private static void Throws(Action emitting) => emitting.Should().Throw<Exception>()
        .Where(exception => exception is NotSupportedException || exception is JsonException || (exception is InvalidOperationException && exception.Message == "trap"));

    private sealed class Node
    {
        public Node Self => this;
    }

    private sealed class Trap
    {
        private readonly string _message = "trap";

        public int Value => throw new InvalidOperationException(_message);
    }
}
