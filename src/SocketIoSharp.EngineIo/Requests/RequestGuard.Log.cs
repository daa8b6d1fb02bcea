using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Requests;

internal sealed partial class RequestGuard
{
    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Error, "EngineIoOptions.AllowRequest failed; the session is refused.", EventName = "AllowRequestFailed")]
        public static partial void AllowRequestFailed(ILogger logger, Exception exception);
    }
}
