using System.Reflection;
using Microsoft.AspNetCore.SignalR;

namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>The servers in this program, each started as a process of its own.</summary>
internal static class DotNetServers
{
    private const string Collector = "Workstation garbage collection, concurrent; everything else of .NET default.";

    // Said here, because the process that measures may run with others, and its environment is inherited.
    private static readonly Dictionary<string, string> Collection = new() { ["DOTNET_gcServer"] = "0", ["DOTNET_gcConcurrent"] = "1" };

    public static BenchmarkedServer Ours { get; } = Create(
        SocketIoSharpServer.Name,
        "SocketIoSharp",
        "Default options but for Engine.MaxHttpBufferSize, 4 MiB.",
        $"SocketIoSharp {VersionOf(typeof(SocketIoServer))}");

    public static BenchmarkedServer SignalR { get; } = Create(
        SignalRServer.Name,
        "SignalR",
        "JSON protocol with source-generated types, WebSockets only (no negotiation), MaximumReceiveMessageSize 4 MiB, no detailed errors, no stateful reconnect.",
        $"ASP.NET Core {VersionOf(typeof(Hub))}");

    public static BenchmarkedServer KestrelWebSocket { get; } = Create(
        KestrelWebSocketServer.Name,
        "Bare Kestrel",
        "Echo with System.Net.WebSockets: a read of zero bytes before a buffer is rented, no compression, KeepAliveInterval zero (no timers).",
        $"ASP.NET Core {VersionOf(typeof(WebApplication))}");

    public static BenchmarkedServer RawSocket { get; } = Create(
        RawSocketServer.Name,
        "Raw sockets",
        "One thread, epoll, one recv and one send for what has arrived; no protocol at all.",
        "libc");

    private static BenchmarkedServer Create(string name, string title, string settings, string library) => new(
        name,
        title,
        "dotnet",
        [typeof(DotNetServers).Assembly.Location, "serve", name],
        Collection,
        $"{settings} {Collector}",
        $"{library}, .NET {Environment.Version}");

    // Without the commit that builds add after a plus.
    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
