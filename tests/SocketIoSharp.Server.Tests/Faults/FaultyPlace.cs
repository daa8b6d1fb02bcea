using SocketIoSharp.Adapters;

namespace SocketIoSharp.Server.Tests.Faults;

/// <summary>A place where the application's code runs.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="Install">Puts code there that goes wrong, in the namespace <c>/faulty</c>.</param>
/// <param name="Log">The entry that tells of it.</param>
/// <param name="Send">What a connected client sends to have it run; null where connecting is enough.</param>
/// <param name="Receive">What that client gets, when the code does not hang; null where it gets nothing.</param>
internal sealed record FaultyPlace(string Name, Action<SocketIoServer, Func<Task>> Install, string Log, string? Send = null, string? Receive = null)
{
    private const string Namespace = "/faulty";

    /// <summary>Whether the code decides on who is let in.</summary>
    public bool Guards { get; init; }

    /// <summary>Whether the code runs when the client leaves.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether the code cannot be waited for: it is a plain function.</summary>
    public bool IsPlain { get; init; }

    public static FaultyPlace[] All { get; } =
    [
        new("event handler", (io, fail) => OnSocket(io, socket => socket.On("go", fail)), "HandlerFailed", """21["go"]""", """31[{"error":"internal error"}]"""),
        new("event handler without an answer", (io, fail) => OnSocket(io, socket => socket.On("go", fail)), "HandlerFailed", """2["go"]"""),
        new("catch-all handler", (io, fail) => OnSocket(io, socket => socket.OnAny((_, _) => fail())), "CatchAllHandlerFailed", """2["go"]"""),
        new("event middleware", (io, fail) => OnSocket(io, socket => socket.Use((_, _) => fail())), "EventMiddlewareFailed", """21["go"]""", """31[{"error":"internal error"}]"""),
        new("outgoing catch-all handler", (io, fail) => OnSocket(io, socket =>
        {
            socket.OnAnyOutgoing((_, _) => fail().GetAwaiter().GetResult());
            socket.On("go", () => { _ = socket.EmitAsync("went"); });
        }), "OutgoingHandlerFailed", """2["go"]""", """2["went"]""") { IsPlain = true },
        new("connection handler", (io, fail) => io.Of(Namespace).OnConnection(_ => fail()), "HandlerFailed"),
        new("disconnecting handler", (io, fail) => OnSocket(io, socket => socket.OnDisconnecting(_ => fail())), "SocketHandlerFailed") { IsLast = true },
        new("disconnect handler", (io, fail) => OnSocket(io, socket => socket.OnDisconnect(_ => fail())), "SocketHandlerFailed") { IsLast = true },
        new("namespace middleware", (io, fail) => io.Of(Namespace).Use((_, _) => fail()), "MiddlewareFailed") { Guards = true },
        new("room handler", (io, fail) => io.Of(Namespace).Adapter.RoomJoined += (_, joined) => FailFor(joined, fail), "RoomHandlerFailed") { IsPlain = true },
    ];

    public override string ToString() => Name;

    // The room of its own id is joined by every socket; once is enough.
    private static void FailFor(RoomEventArgs joined, Func<Task> fail)
    {
        if (joined.Room == joined.SocketId)
        {
            fail().GetAwaiter().GetResult();
        }
    }

    private static void OnSocket(SocketIoServer io, Action<Socket> install) => io.Of(Namespace).OnConnection(install);
}
