namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>
/// Bare Kestrel and <c>System.Net.WebSockets</c>: what the ordinary stack costs without a protocol on top. No compression, and no timer for each
/// connection: with <see cref="WebSocketOptions.KeepAliveInterval"/> at zero nothing but messages is sent, which is the fastest.
/// </summary>
internal static class KestrelWebSocketServer
{
    public const string Name = "kestrel-websocket";

    public static Task<int> RunAsync()
    {
        var app = KestrelHost.CreateBuilder().Build();
        var connected = new ConnectedWebSockets();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.Use((context, next) => context.WebSockets.IsWebSocketRequest ? ServeAsync(context, connected) : next(context));
        return KestrelHost.RunAsync(app);
    }

    private static async Task ServeAsync(HttpContext context, ConnectedWebSockets connected)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var echo = new WebSocketEcho(socket, connected);
        connected.Add(echo);
        try
        {
            await echo.RunAsync();
        }
        finally
        {
            connected.Remove(echo);
        }
    }
}
