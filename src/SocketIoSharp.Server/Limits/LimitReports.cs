using Microsoft.Extensions.Logging;
using SocketIoSharp.Connections;

namespace SocketIoSharp.Limits;

/// <summary>Says that limits were met, to those who count and to those who read. A connection warns once, however often it goes on.</summary>
internal static partial class LimitReports
{
    public static void Report(this Connection connection, ServerLimit limit)
    {
        var server = connection.Server;
        server.Metrics.LimitExceeded(limit);
        var level = connection.TryWarn() ? LogLevel.Warning : LogLevel.Debug;
        if (server.Logs.Connections.IsEnabled(level))
        {
            Log.Exceeded(server.Logs.Connections, level, connection.Session.RemoteAddress, limit.Option, limit.Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 101, Message = "A client from {RemoteAddress} has met the limit SocketIoOptions.{Option} ({Limit}).", EventName = "ServerLimitExceeded")]
        public static partial void Exceeded(ILogger logger, LogLevel level, string? remoteAddress, string option, string limit);
    }
}
