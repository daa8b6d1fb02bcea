using System.Net;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Sessions;

internal sealed partial class IdGenerator
{
    private static partial class Log
    {
        [LoggerMessage(EventId = 5, Message = "EngineIoOptions.GenerateId failed for a client from {RemoteAddress}; the session is refused.", EventName = "IdGenerationFailed")]
        public static partial void IdGenerationFailed(ILogger logger, LogLevel level, IPAddress? remoteAddress, Exception exception);
    }
}
