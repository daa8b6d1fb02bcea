using SocketIoSharp.ConformanceServer.Applications;

namespace SocketIoSharp.ConformanceServer;

/// <summary>The application that both sides of a dialogue agree on.</summary>
internal sealed class FixedApplication(SocketIoServer io)
{
    public static IReadOnlyList<string> Namespaces { get; } = ["/", "/admin", "/refused"];

    private static Dictionary<string, Action<SocketIoServer>> Others { get; } = new Dictionary<string, Action<SocketIoServer>>
    {
        ["volatile"] = VolatileApplication.Install,
        ["broadcasts"] = BroadcastApplication.Install,
        ["dynamic"] = DynamicApplication.Install,
        ["lifecycle"] = LifecycleApplication.Install,
    };

    /// <param name="other">The name of another application, which is installed as well.</param>
    public void Install(string? other)
    {
        foreach (var name in Namespaces)
        {
            io.Of(name).OnConnection(Listen);
        }

        io.Of("/refused").Use((context, _) =>
        {
            context.Reject("not authorized", new { code = 42 });
            return Task.CompletedTask;
        });
        if (other is not null)
        {
            Others[other](io);
        }
    }

    private static void Listen(Socket socket)
    {
        socket.On("echo", (EventArguments args, Ack _) => socket.EmitAsync("echo", args));
        socket.On("ask", (EventArguments args, Ack ack) => ack.SendAsync(args));
        socket.On("auth", (Ack ack) => ack.SendAsync(socket.Handshake.Auth));
        socket.On("join", (string room) => socket.JoinAsync(room));
        socket.On("room", (string room, EventArguments args) => socket.Namespace.To(room).EmitAsync("room", args.Skip(1)));
        socket.On("leave-me", () => socket.DisconnectAsync());
        socket.On("close-me", () => socket.DisconnectAsync(close: true));
        socket.On("server-ask", async () =>
        {
            var answer = await socket.EmitWithAck("question").As<EventArguments>();
            await (answer.Count > 0 ? socket.EmitAsync("answer", answer.Take(1)) : socket.EmitAsync("answer", (object?)null));
        });
    }
}
