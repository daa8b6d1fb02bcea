using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo;

public sealed partial class EngineSession
{
    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Debug, "Session {SessionId} closed: {Reason} ({Description}).", EventName = "SessionClosed")]
        public static partial void Closed(ILogger logger, string sessionId, string reason, string description);

        [LoggerMessage(21, LogLevel.Debug, "Session {SessionId} upgraded to WebSocket.", EventName = "SessionUpgraded")]
        public static partial void Upgraded(ILogger logger, string sessionId);

        [LoggerMessage(24, LogLevel.Debug, "Session {SessionId} probes a WebSocket.", EventName = "SessionProbing")]
        public static partial void Probed(ILogger logger, string sessionId);

        [LoggerMessage(25, LogLevel.Debug, "The WebSocket of session {SessionId} has not completed its upgrade; the session stays with polling, unless it is closed.", EventName = "SessionUpgradeFailed")]
        public static partial void UpgradeFailed(ILogger logger, string sessionId);

        [LoggerMessage(22, LogLevel.Warning, "Session {SessionId} reads too slowly: {Bytes} bytes in {Packets} packets wait for it, which is the limit (EngineIoOptions.{Option}). It is closed.", EventName = "SlowConsumer")]
        public static partial void SlowConsumer(ILogger logger, string sessionId, long bytes, int packets, string option);

        [LoggerMessage(23, LogLevel.Error, "The handler of session {SessionId} failed. The session is closed.", EventName = "HandlerFailed")]
        public static partial void HandlerFailed(ILogger logger, string sessionId, Exception exception);
    }
}
