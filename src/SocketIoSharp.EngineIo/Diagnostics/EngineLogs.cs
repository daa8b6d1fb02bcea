using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Diagnostics;

/// <summary>Where an engine server logs: each subject has a category, all of them begin with the layer's name, so that one setting shows the layer or one of its subjects.</summary>
internal sealed class EngineLogs(ILoggerFactory loggers)
{
    /// <summary>What a log of the layer begins with.</summary>
    public const string Layer = "SocketIoSharp.EngineIo";

    /// <summary>Requests: who is let in and who is not.</summary>
    public ILogger Requests { get; } = loggers.CreateLogger(Layer + ".Requests");

    /// <summary>Sessions: how they begin, move to WebSocket and end.</summary>
    public ILogger Sessions { get; } = loggers.CreateLogger(Layer + ".Sessions");

    /// <summary>Packets in both directions.</summary>
    public ILogger Packets { get; } = loggers.CreateLogger(Layer + ".Packets");
}
