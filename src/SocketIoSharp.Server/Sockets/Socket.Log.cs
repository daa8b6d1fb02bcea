using Microsoft.Extensions.Logging;

namespace SocketIoSharp;

public sealed partial class Socket
{
    private static partial class Log
    {
        [LoggerMessage(126, LogLevel.Debug, "Socket {SocketId} of session {SessionId} is connected to namespace {Namespace}.", EventName = "SocketConnected")]
        public static partial void Connected(ILogger logger, string socketId, string sessionId, string @namespace);

        [LoggerMessage(127, LogLevel.Debug, "Socket {SocketId} of namespace {Namespace} is disconnected: {Reason} ({Description}).", EventName = "SocketDisconnected")]
        public static partial void Disconnected(ILogger logger, string socketId, string @namespace, string reason, string description);

        [LoggerMessage(130, LogLevel.Error, "A {EventName} handler failed for socket {SocketId}.", EventName = "SocketHandlerFailed")]
        public static partial void HandlerFailed(ILogger logger, string eventName, string socketId, Exception exception);
    }
}
