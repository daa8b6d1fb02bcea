using Microsoft.Extensions.Logging;

namespace SocketIoSharp;

public sealed partial class Socket
{
    private static partial class Log
    {
        [LoggerMessage(130, LogLevel.Error, "A {EventName} handler failed for socket {SocketId}.", EventName = "SocketHandlerFailed")]
        public static partial void HandlerFailed(ILogger logger, string eventName, string socketId, Exception exception);
    }
}
