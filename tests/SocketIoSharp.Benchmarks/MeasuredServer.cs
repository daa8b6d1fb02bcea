namespace SocketIoSharp.Benchmarks;

/// <summary>The server under measurement, in a process of its own: default options, one event.</summary>
internal static class MeasuredServer
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSocketIo();
        var app = builder.Build();
        var io = app.Services.GetRequiredService<SocketIoServer>();
        io.OnConnection(socket => socket.On("echo", (string text) => socket.EmitAsync("echo", text)));
        app.MapSocketIo();

        // What is alive: memory that the collector has not got round to would only measure its mood.
        app.MapGet("/heap", () =>
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            return GC.GetTotalMemory(forceFullCollection: true);
        });
        await app.StartAsync();
        Console.WriteLine($"listening {new Uri(app.Urls.First()).Port}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
