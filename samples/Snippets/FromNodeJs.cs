using SocketIoSharp;

namespace Snippets;

/// <summary>The right-hand side of docs/from-nodejs.md, line by line.</summary>
internal static class FromNodeJs
{
    public static void Set(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddSocketIo(options => { });
        app.MapSocketIo();
        builder.Services.AddSocketIoServer(3000);
    }

    public static async Task Server(SocketIoServer io, string id)
    {
        io.OnConnection(socket => { });
        io.Of("/admin");
        io.Use((context, next) => next());
        io.Use((context, next) =>
        {
            context.Reject("no", new { code = 42 });
            return Task.CompletedTask;
        });
        io.EmitAsync("news", 1);
        io.To("a", "b").Except("c").EmitAsync("news");
        io.In("a").EmitAsync("news");
        io.Local.EmitAsync("news");
        io.Volatile.EmitAsync("news");
        await io.Timeout(TimeSpan.FromSeconds(5)).EmitWithAck("vote").As<string>();
        var answers = (await io.EmitWithAck("vote").CollectAsync<string>()).Answers;
        io.Sockets.TryGetSocket(id, out var found);
        object[] counts = [io.ConnectionCount, io.Sockets.SocketCount, io.Sockets.CountIn("a")];
        await io.CloseAsync();
    }

    public static async Task Client(Socket socket, object?[] args)
    {
        object?[] handshake =
        [
            socket.Id, socket.Handshake.Auth.GetProperty("token"), socket.Handshake.Headers["Cookie"], socket.Handshake.Query["page"],
            socket.Handshake.Address, socket.Rooms, socket.Connected, socket.Transport,
        ];
        socket.Data["name"] = "Ann";
        socket.On("move", (int x, int y) => { });
        socket.On("ask", (string q) => "a");
        socket.On("ask", (string q, Ack ack) => ack.SendAsync("a", 2));
        socket.On("any", (EventArguments args) => { });
        socket.Off("move");
        await socket.EmitAsync("move", 1, 2);
        await socket.EmitManyAsync("all", args);
        await socket.EmitWithAck("ask", "q").As<string>();
        await socket.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("ask").As<string>();
        socket.Volatile.EmitAsync("at", 1);
        socket.Broadcast.EmitAsync("hi");
        socket.To("a").EmitAsync("hi");
        await socket.JoinAsync("a", "b");
        await socket.LeaveAsync("a");
        socket.OnDisconnecting(reason => { });
        socket.OnDisconnect(reason => { });
        socket.OnDisconnect(reason =>
        {
            if (reason == DisconnectReason.TransportClose)
            {
                Console.WriteLine(reason);
            }
        });
        await socket.DisconnectAsync();
        await socket.DisconnectAsync(close: true);
    }

    public static void Options(SocketIoOptions options)
    {
        object?[] all =
        [
            options.Path, options.ServeClient, options.ConnectTimeout, options.MaxAttachments, options.AckTimeout, options.MaxConcurrentEvents,
            options.MaxQueuedEvents, options.ShutdownTimeout, options.Engine.PingInterval, options.Engine.PingTimeout, options.Engine.UpgradeTimeout,
            options.Engine.MaxHttpBufferSize, options.Engine.Transports, options.Engine.AllowUpgrades, options.Engine.AddTrailingSlash,
            options.Engine.AllowRequest, options.Engine.Cookie, options.Engine.Cors, options.Engine.HighWaterMark, options.Engine.MaxBufferedBytes,
        ];
    }
}
