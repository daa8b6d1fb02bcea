using System.Globalization;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>What the servers on Kestrel have in common: a free port of this machine, no log but errors, and a garbage collection on request.</summary>
internal static class KestrelHost
{
    public static WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    /// <summary>Serves until the process is told to end, or its standard input does.</summary>
    public static async Task<int> RunAsync(WebApplication app)
    {
        app.MapGet("/collect", CollectAsync);
        await app.StartAsync();
        var port = new Uri(app.Urls.First()).Port;
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"listening {port}"));
        await Task.WhenAny(StandardInput.WaitForEndAsync(), app.WaitForShutdownAsync());
        return 0;
    }

    // Twice: finalizers run between collections, and let go of more. Compacted, so that the memory is the system's again.
    private static Task CollectAsync(HttpContext context)
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return context.Response.WriteAsync("ok");
    }
}
