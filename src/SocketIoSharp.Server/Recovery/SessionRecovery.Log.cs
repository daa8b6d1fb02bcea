using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Recovery;

internal sealed partial class SessionRecovery
{
    private static partial class Log
    {
        [LoggerMessage(154, LogLevel.Debug, "Socket {SocketId} of namespace {Namespace} is recovered with {Count} missed events.", EventName = "SessionRestored")]
        public static partial void Restored(ILogger logger, string socketId, string @namespace, int count);

        [LoggerMessage(155, LogLevel.Debug, "A client of namespace {Namespace} asked for a session that is not there or too old; it is the new socket {SocketId}.", EventName = "SessionNotRestored")]
        public static partial void NotRestored(ILogger logger, string @namespace, string socketId);

        [LoggerMessage(156, LogLevel.Debug, "A client of namespace {Namespace} has missed {Count} events, more than MaxBufferedBytes holds; it gets a new session.", EventName = "SessionTooFarBehind")]
        public static partial void TooMuch(ILogger logger, string @namespace, int count);

        [LoggerMessage(157, LogLevel.Debug, "The client of socket {SocketId} of namespace {Namespace} is back on another connection; the one before, on which nobody listened, is closed.", EventName = "SessionSuperseded")]
        public static partial void Superseded(ILogger logger, string socketId, string @namespace);
    }
}
