using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Hosting;

internal sealed partial class EngineShutdown
{
    private static partial class Log
    {
        [LoggerMessage(60, LogLevel.Information, "Engine.IO serves at {Paths}.", EventName = "EngineStarted")]
        public static partial void Started(ILogger logger, string paths);

        [LoggerMessage(61, LogLevel.Information, "Engine.IO stops; sessions that are closed: {Sessions}.", EventName = "EngineStopping")]
        public static partial void Stopping(ILogger logger, int sessions);
    }
}
