using Microsoft.Extensions.Logging;

namespace SocketIoSharp;

public sealed partial class SocketIoServer
{
    private static partial class Log
    {
        [LoggerMessage(181, LogLevel.Information, "Socket.IO stops; connections that are closed: {Connections}.", EventName = "ServerStopping")]
        public static partial void Stopping(ILogger logger, int connections);

        [LoggerMessage(182, LogLevel.Information, "Socket.IO has stopped; it took {Duration}.", EventName = "ServerStopped")]
        public static partial void Stopped(ILogger logger, TimeSpan duration);
    }
}
