using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Cluster.Ordered;

internal sealed partial class SessionKeeper
{
    private static partial class Log
    {
        [LoggerMessage(210, LogLevel.Warning, "What the client of socket {SocketId} of namespace {Namespace} could come back to could not be kept. More of the next ten seconds are not logged.", EventName = "SessionNotKept")]
        public static partial void NotKept(ILogger logger, string socketId, string @namespace, Exception exception);

        [LoggerMessage(211, LogLevel.Warning, "A client of namespace {Namespace} asked for what it had, and the broker could not be asked: it gets a new session. More of the next ten seconds are not logged.", EventName = "SessionNotRead")]
        public static partial void NotRead(ILogger logger, string @namespace, Exception exception);
    }
}
