using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Namespaces;

internal sealed partial class ConnectPipeline
{
    private static partial class Log
    {
        [LoggerMessage(120, LogLevel.Error, "A middleware of namespace {Namespace} failed; the client is refused.", EventName = "MiddlewareFailed")]
        public static partial void MiddlewareFailed(ILogger logger, string @namespace, Exception exception);
    }
}
