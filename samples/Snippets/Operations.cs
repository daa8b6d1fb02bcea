namespace Snippets;

/// <summary>The code of docs/operations.md.</summary>
internal static class Operations
{
    public static void Health(WebApplicationBuilder builder)
    {
        // <operations-health>
        builder.Services.AddHealthChecks().AddSocketIo(tags: ["ready"]);
        var app = builder.Build();

        app.MapSocketIo();
        app.MapHealthChecks("/health");
        // </operations-health>
    }

    public static void Shutdown(WebApplicationBuilder builder)
    {
        // <operations-shutdown>
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(40));
        builder.Services.AddSocketIo(options => options.DrainTimeout = TimeSpan.FromSeconds(30));
        // </operations-shutdown>
    }
}
