namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>Ours, with default options, written as its documentation shows.</summary>
internal static class SocketIoSharpServer
{
    public const string Name = "socketiosharp";

    public static Task<int> RunAsync()
    {
        var builder = KestrelHost.CreateBuilder();
        builder.Services.AddSocketIo(options =>
        {
            options.Engine.MaxHttpBufferSize = BenchmarkedServers.MaxMessageSize;
            options.Json.TypeInfoResolverChain.Add(BenchmarkJsonContext.Default);
        });
        var app = builder.Build();
        var io = app.Services.GetRequiredService<SocketIoServer>();
        io.OnConnection(socket => Listen(io, socket));
        app.MapSocketIo();
        return KestrelHost.RunAsync(app);
    }

    private static void Listen(SocketIoServer io, Socket socket)
    {
        socket.On("echo", (string text) => socket.EmitAsync("echo", text));
        socket.On("echo-json", (EchoDocument document) => socket.EmitAsync("echo-json", document));
        socket.On("echo-bytes", (byte[] bytes) => socket.EmitAsync("echo-bytes", bytes));
        socket.On("ack", (string text) => text);
        socket.On("broadcast", (string text) => io.EmitAsync("tick", text));
        socket.On("join", (string room) => socket.JoinAsync(room));
        socket.On("room", (string room, string text) => io.To(room).EmitAsync("room", text));
        socket.On("message", (string room, string text) => io.To(room).EmitAsync("message", text));
        socket.On("typing", (string room) => socket.To(room).EmitAsync("typing"));
    }
}
