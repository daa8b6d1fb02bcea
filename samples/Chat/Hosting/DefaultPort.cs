namespace Ember.Hosting;

/// <summary>Port 3000 on all addresses, or PORT as hosting services set it, unless something more exact was asked for.</summary>
internal static class DefaultPort
{
    private const string Port = "3000";

    public static void UseDefaultPort(this WebApplicationBuilder builder)
    {
        var asked = builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? builder.Configuration["http_ports"] ?? builder.Configuration["https_ports"];
        if (string.IsNullOrEmpty(asked))
        {
            builder.WebHost.UseUrls($"http://*:{Environment.GetEnvironmentVariable("PORT") ?? Port}");
        }
    }
}
