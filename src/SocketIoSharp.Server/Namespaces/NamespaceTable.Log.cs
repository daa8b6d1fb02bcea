using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Namespaces;

internal sealed partial class NamespaceTable
{
    private static partial class Log
    {
        [LoggerMessage(121, LogLevel.Debug, "Namespace {Namespace} was made, parent: {Parent}.", EventName = "NamespaceCreated")]
        public static partial void Created(ILogger logger, string @namespace, string parent);

        [LoggerMessage(122, LogLevel.Debug, "Namespace {Namespace} was removed with its last client.", EventName = "NamespaceRemoved")]
        public static partial void Removed(ILogger logger, string @namespace);

        [LoggerMessage(123, LogLevel.Error, "A handler for new namespaces failed for {Namespace}.", EventName = "NewNamespaceHandlerFailed")]
        public static partial void HandlerFailed(ILogger logger, string @namespace, Exception exception);
    }
}
