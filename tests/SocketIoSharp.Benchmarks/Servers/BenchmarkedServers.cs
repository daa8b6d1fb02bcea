namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>The servers under measurement.</summary>
internal static class BenchmarkedServers
{
    /// <summary>The only option that all servers have changed: 1 MiB of binary data must pass, as base64, too.</summary>
    public const int MaxMessageSize = 4 * 1024 * 1024;

    private static readonly Lazy<IReadOnlyList<BenchmarkedServer>> Described = new(Describe);

    /// <summary>All of them, ours first. Installs what npm brings when it is missing.</summary>
    public static IReadOnlyList<BenchmarkedServer> All => Described.Value;

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

    private static IReadOnlyList<BenchmarkedServer> Describe() =>
        [DotNetServers.Ours, .. JavaScriptServers.Describe(), DotNetServers.SignalR, DotNetServers.KestrelWebSocket, DotNetServers.RawSocket];
}
