using System.Text.Json;

namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>The application that all rows talk to; tests/clients-js/matrix/reference/application.mjs is the same for the Node.js server.</summary>
internal static class MatrixApplication
{
    private const string Token = "sésame & co";
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    public static void Install(SocketIoServer io)
    {
        foreach (var name in (string[])["/", "/news", "/members"])
        {
            io.Of(name).OnConnection(socket =>
            {
                Echo(socket);
                Collect(socket);
                Ask(socket);
                Describe(socket);
                Part(socket);
            });
        }

        io.Use((context, next) =>
        {
            if (context.Socket.Handshake.Query.ContainsKey("refuse"))
            {
                context.Reject("not today");
                return Task.CompletedTask;
            }

            return next();
        });
        io.Of("/members").Use((context, next) =>
        {
            var token = TokenOf(context.Auth);
            if (token != Token)
            {
                context.Reject("who are you?", new { code = 42, tried = token });
                return Task.CompletedTask;
            }

            return next();
        });
    }

    private static void Echo(Socket socket)
    {
        socket.On("echo", (EventArguments args) => socket.EmitAsync("echo", args));
        socket.On("event", (string name, EventArguments args) => socket.EmitAsync(name, args.Skip(1)));
        socket.On("size", (byte[] data) => data.Length);
        socket.On("make-bytes", (int count) => socket.EmitAsync("bytes", new { made = Enumerable.Range(0, count).Select(i => (byte)i).ToArray() }));
    }

    private static void Collect(Socket socket)
    {
        var numbers = new List<int>();
        socket.On("number", (int number) => numbers.Add(number));
        socket.On("numbers", () => numbers);
        socket.On("count", async (int count) =>
        {
            for (var i = 0; i < count; i++)
            {
                await socket.EmitAsync("number", i);
            }
        });
        socket.On("join", async (string room, Ack ack) =>
        {
            await socket.JoinAsync(room);
            await ack.SendAsync();
        });
        socket.On("publish", async (string room, int number, Ack ack) =>
        {
            await socket.Namespace.To(room).EmitAsync("news", number);
            await ack.SendAsync();
        });
    }

    private static void Ask(Socket socket)
    {
        socket.On("ask", (EventArguments args, Ack ack) => ack.SendAsync(args));
        socket.On("silent", (Ack _) => { });
        socket.On("ask-me", async (string name, string text) => await socket.EmitAsync("answered", await socket.EmitWithAck(name, text).As<string>()));
        socket.On("ask-me-binary", async (string name, byte[] data) => await socket.EmitAsync("answered", await socket.EmitWithAck(name, data).As<byte[]>()));
        socket.On("ask-me-soon", async (string name) =>
        {
            try
            {
                await socket.Timeout(Soon).EmitWithAck(name);
                await socket.EmitAsync("answered");
            }
            catch (AckTimeoutException)
            {
                await socket.EmitAsync("gave-up");
            }
        });
    }

    private static void Describe(Socket socket)
    {
        socket.On("where", () => socket.Namespace.Name);
        socket.On("present", (string name, string id) => socket.Namespace.Server.Of(name).TryGetSocket(id, out _));
        socket.On("query", (string name) => socket.Handshake.Query[name]);
        socket.On("token", () => TokenOf(socket.Handshake.Auth));
    }

    private static void Part(Socket socket)
    {
        socket.On("kick", () => socket.DisconnectAsync());
        socket.On("close", () => socket.DisconnectAsync(close: true));
        socket.OnDisconnect(_ => socket.Broadcast.EmitAsync("parted", socket.Id));
    }

    private static string? TokenOf(JsonElement auth) =>
        auth.ValueKind is JsonValueKind.Object && auth.TryGetProperty("token", out var token) ? token.GetString() : null;
}
