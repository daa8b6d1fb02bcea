using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Hosting;

internal sealed partial class SocketIoShutdown
{
    private static partial class Log
    {
        [LoggerMessage(180, LogLevel.Information, "Socket.IO serves at {Paths}.", EventName = "ServerStarted")]
        public static partial void Started(ILogger logger, string paths);
    }
}
