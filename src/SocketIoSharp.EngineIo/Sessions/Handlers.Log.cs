using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Sessions;

internal static partial class Handlers
{
    private static partial class Log
    {
        [LoggerMessage(4, LogLevel.Error, "A handler of an engine event failed.", EventName = "EngineEventHandlerFailed")]
        public static partial void HandlerFailed(ILogger logger, Exception exception);
    }
}
