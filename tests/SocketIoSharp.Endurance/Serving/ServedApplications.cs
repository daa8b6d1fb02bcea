namespace SocketIoSharp.Endurance.Serving;

/// <summary>The servers that runs start in processes of their own.</summary>
internal static class ServedApplications
{
    /// <summary>Serves until it is asked to stop; the port leaves as "listening PORT" on standard output.</summary>
    /// <exception cref="ArgumentException">There is no server of that name.</exception>
    public static async Task<int> RunAsync(string name, string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (builder.Configuration["urls"] is null)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }

        var install = Choose(name, builder);
        await using var app = builder.Build();
        install(app.Services.GetRequiredService<SocketIoServer>(), app);
        app.MapSocketIo();
        app.MapGet("/state", ServerState.Read);
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"listening {new Uri(app.Urls.First()).Port}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    // Registers what the server needs, and returns what is to be done with it before the first client comes.
    private static Action<SocketIoServer, WebApplication> Choose(string name, WebApplicationBuilder builder)
    {
        switch (name)
        {
            case "echo":
                builder.Services.AddSocketIo();
                return (io, _) => EchoApplication.Install(io);
            case "churn":
                builder.Services.AddSocketIo(ChurnApplication.Configure);
                builder.Services.AddSingleton<ChurnApplication>();
                return (io, app) => app.Services.GetRequiredService<ChurnApplication>().Install(io, app);
            case "slow-receivers":
                builder.Services.AddSocketIo(builder.Configuration.GetSection("SocketIo"));
                builder.Services.AddSingleton<SlowReceiverApplication>();
                return (io, app) => app.Services.GetRequiredService<SlowReceiverApplication>().Install(io, app);
            case "jitter":
                JitterApplication.Configure(builder);
                return JitterApplication.Install;
            case "rolling":
                RollingApplication.Configure(builder);
                return RollingApplication.Install;
            case "restart":
                builder.Services.AddSocketIo(builder.Configuration.GetSection("SocketIo"));
                builder.Services.AddSingleton<RestartApplication>();
                return (io, app) => app.Services.GetRequiredService<RestartApplication>().Install(io, app);
            case "fuzzed":
                FuzzedApplication.Configure(builder);
                return (io, _) => FuzzedApplication.Install(io);
            case "pressure":
                var install = PressureApplication.Prepare(builder);
                return (io, _) => install(io);
            default:
                throw new ArgumentException($"There is no server '{name}'.");
        }
    }
}
