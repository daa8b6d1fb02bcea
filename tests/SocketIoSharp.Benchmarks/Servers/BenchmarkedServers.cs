namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>The servers under measurement.</summary>
internal static class BenchmarkedServers
{
    /// <summary>The only option that all servers have changed: 1 MiB of binary data must pass, as base64, too.</summary>
    public const int MaxMessageSize = 4 * 1024 * 1024;

    /// <summary>Those that are asked for by name, ours first.</summary>
    public static IReadOnlyList<BenchmarkedServer> Describe(Func<string, bool> isWanted) =>
    [
        .. new[] { DotNetServers.Ours }.Where(server => isWanted(server.Name)),
        .. JavaScriptServers.Describe(isWanted),
        .. new[] { DotNetServers.SignalR, DotNetServers.KestrelWebSocket, DotNetServers.RawSocket }.Where(server => isWanted(server.Name)),
    ];

    /// <summary>Is one of the servers on .NET until the process is told to end.</summary>
    public static Task<int> RunAsync(string name) => name switch
    {
        SocketIoSharpServer.Name => SocketIoSharpServer.RunAsync(),
        SignalRServer.Name => SignalRServer.RunAsync(),
        KestrelWebSocketServer.Name => KestrelWebSocketServer.RunAsync(),
        RawSocketServer.Name => Task.FromResult(RawSocketServer.Run()),
        _ => Task.FromResult(Refuse(name)),
    };

    private static int Refuse(string name)
    {
        string[] names = [SocketIoSharpServer.Name, SignalRServer.Name, KestrelWebSocketServer.Name, RawSocketServer.Name];
        Console.Error.WriteLine($"There is no server '{name}' in this program. There are {string.Join(", ", names)}.");
        return 2;
    }
}
