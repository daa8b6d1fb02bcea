using System.Text.RegularExpressions;
using SocketIoSharp.EngineIo;
using SocketIoSharp.MessagePack;

namespace SocketIoSharp.Endurance.Serving;

/// <summary>
/// The fixed application of protocol-fixtures with everything switched on and every time short. Rooms and namespaces that clients may share bear the word of
/// a dialogue in their names, so that no client has a right to receive what another dialogue has sent.
/// </summary>
internal static partial class FuzzedApplication
{
    /// <summary>The setting that says which parser; <c>msgpack</c> or the default.</summary>
    public const string Parser = "parser";

    public static TimeSpan PingInterval { get; } = TimeSpan.FromSeconds(1.5);

    public static TimeSpan PingTimeout { get; } = TimeSpan.FromSeconds(5);

    public static void Configure(WebApplicationBuilder builder)
    {
        var isMessagePack = builder.Configuration[Parser] == "msgpack";
        builder.Services.AddSocketIo(options =>
        {
            Configure(options.Engine);
            options.ConnectTimeout = TimeSpan.FromSeconds(3);
            options.AckTimeout = TimeSpan.FromSeconds(2);
            options.AttachmentTimeout = TimeSpan.FromSeconds(2);
            options.CleanupEmptyChildNamespaces = true;
            options.MaxQueuedEvents = 8;
            options.ConnectionStateRecovery = new ConnectionStateRecovery { MaxDisconnectionDuration = TimeSpan.FromSeconds(3) };
            if (isMessagePack)
            {
                options.Parser = _ => new MessagePackPacketParser();
            }
        });
    }

    public static void Install(SocketIoServer io)
    {
        TaskScheduler.UnobservedTaskException += (_, fault) => Console.Error.WriteLine($"fail: a task failed unobserved: {fault.Exception.ToString().ReplaceLineEndings(" ")}");
        foreach (var name in (string[])["/", "/admin", "/refused"])
        {
            io.Of(name).OnConnection(Listen);
        }

        io.Of(OfADialogue()).OnConnection(Listen);
        io.Of("/refused").Use((context, _) =>
        {
            context.Reject("not authorized", new { code = 42 });
            return Task.CompletedTask;
        });
    }

    private static void Configure(EngineIoOptions engine)
    {
        engine.AllowEio3 = true;
        engine.PingInterval = PingInterval;
        engine.PingTimeout = PingTimeout;
        engine.UpgradeTimeout = TimeSpan.FromSeconds(2);
        engine.MaxHttpBufferSize = 100_000;
        engine.MaxSessionsPerAddress = engine.MaxSessions;
        engine.MaxHandshakesPerSecond = engine.HandshakeBurst = 1_000_000;
        engine.HttpCompression = new EngineIoHttpCompression { Threshold = 256 };
        engine.PerMessageDeflate = new EngineIoPerMessageDeflate { Threshold = 256 };
        engine.Cors = new EngineIoCors { Origin = "*" };
        engine.Cookie = new EngineIoCookie();
    }

    private static void Listen(Socket socket)
    {
        socket.On("echo", (EventArguments args, Ack _) => socket.EmitAsync("echo", args));
        socket.On("ask", (EventArguments args, Ack ack) => ack.SendAsync(args));
        socket.On("auth", (Ack ack) => ack.SendAsync(socket.Handshake.Auth));
        socket.On("join", (string room) => OfADialogue().IsMatch(room) ? socket.JoinAsync(room) : Task.CompletedTask);
        socket.On("room", (string room, EventArguments args) => OfADialogue().IsMatch(room) ? socket.Namespace.To(room).EmitAsync("room", args) : Task.CompletedTask);
        socket.On("everyone", (EventArguments args) => OfADialogue().IsMatch(socket.Namespace.Name) ? socket.Namespace.EmitAsync("everyone", args) : Task.CompletedTask);
        socket.On("volatile-echo", (EventArguments args) => socket.Volatile.EmitAsync("volatile-echo", args));
        socket.On("leave-me", (EventArguments _) => socket.DisconnectAsync());
        socket.On("close-me", (EventArguments _) => socket.DisconnectAsync(close: true));
        socket.On("server-ask", async (EventArguments asked) =>
        {
            try
            {
                var answer = await socket.EmitWithAck("question", asked).As<EventArguments>();
                await socket.EmitAsync("answer", answer.Take(1));
            }
            catch (Exception exception) when (exception is AckTimeoutException or SocketDisconnectedException)
            {
                // Nobody owes an answer.
            }
        });
    }

    [GeneratedRegex("^(/t)?~[0-9a-f]{12}~$")]
    private static partial Regex OfADialogue();
}
