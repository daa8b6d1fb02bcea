using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Adapters;

internal sealed partial class GuardedAdapter
{
    private static partial class Log
    {
        [LoggerMessage(151, LogLevel.Error, "{Member} of the adapter of namespace {Namespace} failed; other nodes may have missed something.", EventName = "AdapterFailed")]
        public static partial void Failed(ILogger logger, string member, string @namespace, Exception exception);
    }
}
