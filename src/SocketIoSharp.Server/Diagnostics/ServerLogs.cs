using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Diagnostics;

/// <summary>Where a Socket.IO server logs: each subject has a category, all of them begin with the layer's name, so that one setting shows the layer or one of its subjects.</summary>
internal sealed class ServerLogs(ILoggerFactory loggers)
{
    private const string Layer = "SocketIoSharp.Server";

    /// <summary>The start and the end of the server.</summary>
    public ILogger Hosting { get; } = loggers.CreateLogger(Layer + ".Hosting");

    /// <summary>Connections that break the protocol.</summary>
    public ILogger Connections { get; } = loggers.CreateLogger(Layer + ".Connections");

    /// <summary>Packets in both directions.</summary>
    public ILogger Packets { get; } = loggers.CreateLogger(Layer + ".Packets");

    /// <summary>Namespaces: how they are made and removed, who is let in and who is not.</summary>
    public ILogger Namespaces { get; } = loggers.CreateLogger(Layer + ".Namespaces");

    /// <summary>Sockets: how they begin and end.</summary>
    public ILogger Sockets { get; } = loggers.CreateLogger(Layer + ".Sockets");

    /// <summary>Events and their handlers.</summary>
    public ILogger Events { get; } = loggers.CreateLogger(Layer + ".Events");

    /// <summary>Adapters and rooms.</summary>
    public ILogger Adapters { get; } = loggers.CreateLogger(Layer + ".Adapters");

    /// <summary>The other nodes of a cluster, and what connects them.</summary>
    public ILogger Cluster { get; } = loggers.CreateLogger(Layer + ".Cluster");

    /// <summary>Clients that come back.</summary>
    public ILogger Recovery { get; } = loggers.CreateLogger(Layer + ".Recovery");
}
