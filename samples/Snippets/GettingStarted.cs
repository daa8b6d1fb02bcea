using System.Security.Claims;
using System.Text.Json.Serialization;
using SocketIoSharp;

namespace Snippets;

internal sealed record ChatMessage(string Room, string Text);

internal sealed record Picture(string Name, byte[] Bytes);

// <json-context>
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(Picture))]
internal sealed partial class AppJson : JsonSerializerContext;

// </json-context>
internal static class GettingStarted
{
    public static void Events(SocketIoServer io)
    {
        // <events>
        io.OnConnection(async socket =>
        {
            await socket.JoinAsync("lobby");

            socket.On("chat message", (ChatMessage message) => io.To(message.Room).EmitAsync("chat message", message));
            socket.On("sum", (int a, int b) => a + b);                       // the result is the answer
            socket.On("upload", async (Picture picture) =>                   // byte arrays travel as binary
            {
                await File.WriteAllBytesAsync(Path.GetTempFileName(), picture.Bytes);
                return picture.Bytes.Length;
            });
            socket.On("later", async (string job, Ack ack) => await ack.SendAsync("queued", job));
            socket.OnDisconnect(reason => io.To("lobby").EmitAsync("left", socket.Id, reason.Name));
        });
        // </events>
    }

    public static async Task Asking(SocketIoServer io, Socket socket)
    {
        // <asking>
        bool sure = await socket.Timeout(TimeSpan.FromSeconds(5)).EmitWithAck("confirm", "Really?").As<bool>();

        IReadOnlyList<string> votes = await io.To("lobby").EmitWithAck("vote", "Lunch?").As<string>();
        // </asking>
    }

    public static void Rooms(SocketIoServer io, Socket socket)
    {
        // <rooms>
        io.EmitAsync("news", "to everybody");
        io.To("a", "b").Except("c").EmitAsync("news", "to rooms a and b, but not to members of c");
        io.To(socket.Id).EmitAsync("news", "to one socket: its id is a room");
        socket.To("a").EmitAsync("news", "to room a, but not to this socket");
        socket.Volatile.EmitAsync("position", 1, 2);                         // may be missed by a busy client
        // </rooms>
    }

    public static void Middleware(SocketIoServer io)
    {
        // <middleware>
        io.Of("/admin").Use(async (context, next) =>
        {
            var token = context.Auth.TryGetProperty("token", out var value) ? value.GetString() : null;
            if (token != "secret")
            {
                context.Reject("not authorized", new { code = 42 });         // connect_error in the client
                return;
            }

            context.Socket.Data["role"] = "admin";
            await next();
        });
        // </middleware>
    }

    public static void AspNetCore(WebApplication app)
    {
        // <aspnetcore>
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSocketIo().RequireAuthorization().RequireHost("example.com");

        var io = app.Services.GetRequiredService<SocketIoServer>();
        io.OnConnection(socket => socket.JoinAsync("user:" + socket.User.FindFirstValue(ClaimTypes.NameIdentifier)));
        // </aspnetcore>
    }

    public static void Elsewhere(WebApplication app)
    {
        // <elsewhere>
        app.MapPost("/orders", async (string customer, SocketIoServer io) =>
        {
            await io.To("user:" + customer).EmitAsync("order accepted", DateTimeOffset.UtcNow);
            return Results.Accepted();
        });
        // </elsewhere>
    }

    public static void Options(WebApplicationBuilder builder)
    {
        // <options>
        builder.Services.AddSocketIo(options =>
        {
            options.Engine.PingInterval = TimeSpan.FromSeconds(10);
            options.Engine.MaxHttpBufferSize = 5_000_000;
            options.Json.TypeInfoResolverChain.Add(AppJson.Default);         // source-generated, no reflection
        });
        // </options>
        // <configuration>
        builder.Services.AddSocketIo(builder.Configuration.GetSection("SocketIo"));
        // </configuration>
    }

    public static async Task Worker(string[] args)
    {
        // <worker>
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddSocketIoServer(3000);
        builder.Services.AddHostedService<PriceFeed>();
        await builder.Build().RunAsync();
        // </worker>
    }

    public static void Errors(Socket socket)
    {
        // <errors>
        socket.On("book", (int seat) => seat > 100 ? throw new EventException("there is no such seat") : "booked");
        // </errors>
    }

    public static void Shapes(Socket socket)
    {
        // <shapes>
        socket.On("any", (EventArguments args) => socket.To("lobby").EmitAsync("any", args));   // whatever it is, binary included
        socket.On("search", (string text, int? limit) => Find(text, limit ?? 10));              // the client may leave the limit out
        socket.On("export", async (CancellationToken gone) => await ExportAsync(gone));         // cancelled when the client leaves
        // </shapes>
    }

    private static string[] Find(string text, int limit) => [.. Enumerable.Repeat(text, limit)];

    private static async Task<int> ExportAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(1, cancellationToken);
        return 0;
    }
}

// <price-feed>
internal sealed class PriceFeed(SocketIoServer io) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await io.Of("/prices").Volatile.EmitAsync("tick", "ACME", Random.Shared.Next(100));
        }
    }
}

// </price-feed>
