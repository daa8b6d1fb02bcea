using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Sessions;

internal sealed partial class IdGenerator
{
    private static partial class Log
    {
        [LoggerMessage(5, LogLevel.Error, "EngineIoOptions.GenerateId failed; the session is refused.", EventName = "IdGenerationFailed")]
        public static partial void IdGenerationFailed(ILogger logger, Exception exception);
    }
}
