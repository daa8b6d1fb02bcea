using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Adapters;

public partial class Adapter
{
    private static partial class Log
    {
        [LoggerMessage(150, LogLevel.Debug, "The adapter of namespace {Namespace} knows no other nodes: events between servers reach nobody.", EventName = "ServerSideEmitUnsupported")]
        public static partial void OneNode(ILogger logger, string @namespace);
    }
}
