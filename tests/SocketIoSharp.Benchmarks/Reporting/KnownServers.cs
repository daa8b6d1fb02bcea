namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>The servers that the targets and the plots speak of.</summary>
internal static class KnownServers
{
    public const string Ours = "socketiosharp";
    public const string Node = "socketio-node";
    public const string Bun = "socketio-bun";
    public const string SignalR = "signalr";
    public const string Kestrel = "kestrel-websocket";
    public const string RawSocket = "raw-socket";

    /// <summary>A name that is short enough to stand beside a bar.</summary>
    public static string LabelOf(string server) => server switch
    {
        Ours => "SocketIoSharp",
        Node => "Node.js",
        Bun => "Bun",
        SignalR => "SignalR",
        Kestrel => "bare Kestrel",
        RawSocket => "raw sockets",
        _ => server,
    };
}
