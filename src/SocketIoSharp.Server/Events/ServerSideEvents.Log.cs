using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Events;

internal sealed partial class ServerSideEvents
{
    private static partial class Log
    {
        [LoggerMessage(153, LogLevel.Error, "A handler of namespace {Namespace} for the event {EventName} of another node failed.", EventName = "ServerSideHandlerFailed")]
        public static partial void HandlerFailed(ILogger logger, string eventName, string @namespace, Exception exception);
    }
}
