using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo;
using Yarp.ReverseProxy.Forwarder;

namespace SocketIoSharp.Forwarding.Diagnostics;

/// <summary>What a node says about the others. A node that cannot be reached is named once, until it can be again; what clients can cause at will warns once a minute. Thread-safe.</summary>
internal sealed partial class ForwardingLog(ILoggerFactory loggers, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // Codes of nodes, while the directory has them.
    private readonly ConcurrentDictionary<string, bool> _unreachable = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _warnings = new(StringComparer.Ordinal);
    private readonly ILogger _logger = loggers.CreateLogger("SocketIoSharp.Forwarding.Nodes");

    public void Started(NodeEntry self, int others) => Log.Started(_logger, self, others);

    public void CodeTaken(NodeEntry self) => Log.CodeTaken(_logger, self.Code);

    public void DirectoryFailed(Exception exception)
    {
        var level = LevelOf(nameof(DirectoryFailed));
        Log.DirectoryFailed(_logger, level, exception);
    }

    public void EntryIgnored(NodeEntry entry)
    {
        var level = LevelOf(nameof(EntryIgnored));
        Log.EntryIgnored(_logger, level, entry.Code, entry.Address);
    }

    public void NotANode(IPAddress? address)
    {
        var level = LevelOf(nameof(NotANode));
        Log.NotANode(_logger, level, address);
    }

    public void NotReached(NodeEntry node, ForwarderError error, Exception? exception)
    {
        var level = _unreachable.TryAdd(node.Code, true) ? LogLevel.Warning : LogLevel.Debug;
        Log.NotReached(_logger, level, node, error, exception);
    }

    public void Reached(NodeEntry node)
    {
        if (!_unreachable.IsEmpty && _unreachable.TryRemove(node.Code, out _))
        {
            Log.Reached(_logger, node);
        }
    }

    /// <summary>Forgets nodes that are none any more.</summary>
    public void Keep(ICollection<string> codes)
    {
        foreach (var (code, _) in _unreachable)
        {
            if (!codes.Contains(code))
            {
                _unreachable.TryRemove(code, out _);
            }
        }
    }

    private LogLevel LevelOf(string entry)
    {
        var now = time.GetTimestamp();
        var last = _warnings.GetOrAdd(entry, long.MinValue);
        return (last == long.MinValue || time.GetElapsedTime(last, now) >= Pause) && _warnings.TryUpdate(entry, now, last) ? LogLevel.Warning : LogLevel.Debug;
    }

    private static partial class Log
    {
        [LoggerMessage(240, LogLevel.Information, "Requests for other nodes' sessions are passed on to them. This node is {Node}; others: {Others}.", EventName = "ForwardingStarted")]
        public static partial void Started(ILogger logger, NodeEntry node, int others);

        [LoggerMessage(241, LogLevel.Error, "Another node has the code {Code} in the directory. Requests for this node's sessions do not reach it. Give each node a code of its own, or none.", EventName = "NodeCodeTaken")]
        public static partial void CodeTaken(ILogger logger, string code);

        [LoggerMessage(EventId = 242, Message = "The directory of nodes could not be read or written. Nodes that are known stay known.", EventName = "NodeDirectoryFailed")]
        public static partial void DirectoryFailed(ILogger logger, LogLevel level, Exception exception);

        [LoggerMessage(EventId = 243, Message = "The directory of nodes has an entry that makes no sense, which is ignored: {Code} at {Address}.", EventName = "NodeEntryIgnored")]
        public static partial void EntryIgnored(ILogger logger, LogLevel level, string? code, Uri? address);

        [LoggerMessage(EventId = 244, Message = "A request could not be passed on to {Node} ({Error}). Its client was told that the session is unknown.", EventName = "NodeNotReached")]
        public static partial void NotReached(ILogger logger, LogLevel level, NodeEntry node, ForwarderError error, Exception? exception);

        [LoggerMessage(245, LogLevel.Information, "Requests reach {Node} again.", EventName = "NodeReached")]
        public static partial void Reached(ILogger logger, NodeEntry node);

        [LoggerMessage(EventId = 246, Message = "A request from {RemoteAddress} claims to come from another node, and does not know this node's secret.", EventName = "ForwardedRequestNotBelieved")]
        public static partial void NotANode(ILogger logger, LogLevel level, IPAddress? remoteAddress);
    }
}
