using System.Collections.Concurrent;

namespace SocketIoSharp.ConformanceServer.Applications;

/// <summary>apps/lifecycle.mjs: namespaces in which something happens when a client comes, and a memory of how clients went.</summary>
internal static class LifecycleApplication
{
    public static void Install(SocketIoServer io)
    {
        Greet(io);
        Refuse(io);
        io.Of("/leaves").OnConnection(socket => socket.DisconnectAsync());
        io.Of("/closes").OnConnection(socket => socket.DisconnectAsync(close: true));
        io.Of("/handshake").OnConnection(socket => socket.EmitAsync("handshake", Describe(socket.Handshake)));
        Remember(io);
    }

    private static void Greet(SocketIoServer io)
    {
        io.Of("/greets").OnConnection(async socket =>
        {
            await socket.EmitAsync("welcome", new { a = 1 });
            await socket.JoinAsync("greeted");
            await io.Of("/greets").To(socket.Id).EmitAsync("welcome", "to the room of one");
        });
        io.Of("/middle").Use(async (context, next) =>
        {
            await context.Socket.EmitAsync("from the middleware");
            await next();
        });
        io.Of("/middle").OnConnection(socket => socket.EmitAsync("from the handler"));
        io.Of("/slow").Use(async (_, next) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(80), TimeProvider.System);
            await next();
        });
        io.Of("/slow").OnConnection(socket => socket.EmitAsync("after all"));
    }

    private static void Refuse(SocketIoServer io)
    {
        io.Of("/two").Use((_, next) => next());
        Refuse(io, "/two", context => context.Reject("the second"));
        Refuse(io, "/refuses-text", context => context.Reject("with text", "why"));
        Refuse(io, "/refuses-list", context => context.Reject("with list", (object?[])[1, "two", null]));
        Refuse(io, "/refuses-number", context => context.Reject("with number", 0));
        Refuse(io, "/refuses-false", context => context.Reject("with false", false));
        Refuse(io, "/refuses-object", context => context.Reject("with object", new { a = new { b = Array.Empty<int>() } }));
    }

    private static void Refuse(SocketIoServer io, string name, Action<ConnectContext> reject) => io.Of(name).Use((context, _) =>
    {
        reject(context);
        return Task.CompletedTask;
    });

    private static object?[] Describe(Handshake handshake) =>
    [
        handshake.Query.GetValueOrDefault("EIO"), handshake.Query.GetValueOrDefault("transport"), handshake.Query.GetValueOrDefault("a"),
        handshake.Headers.GetValueOrDefault("x-one"), handshake.CrossDomain, handshake.Secure, handshake.Url.Split('?')[0], handshake.Auth,
    ];

    private static void Remember(SocketIoServer io)
    {
        var endings = new ConcurrentDictionary<string, List<string>>();
        io.Of("/reasons").OnConnection(async socket =>
        {
            var seen = endings[socket.Handshake.Auth.GetProperty("key").GetString()!] = [];
            socket.OnDisconnecting(reason => seen.Add($"disconnecting: {reason.Name}, {socket.Rooms.Count} rooms"));
            socket.OnDisconnect(reason => seen.Add($"disconnect: {reason.Name}, {socket.Rooms.Count} rooms"));
            socket.On("leave-me", () => socket.DisconnectAsync());
            socket.On("close-me", () => socket.DisconnectAsync(close: true));
            await socket.JoinAsync("a room");
        });
        io.OnConnection(socket => socket.On("how", (string key) => endings.GetValueOrDefault(key)));
    }
}
