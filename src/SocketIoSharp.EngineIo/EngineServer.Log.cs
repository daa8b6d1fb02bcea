using System.Net;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo;

public sealed partial class EngineServer
{
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Session {SessionId} opened over {Transport} from {RemoteAddress}.", EventName = "SessionOpened")]
        public static partial void Opened(ILogger logger, string sessionId, string transport, string? remoteAddress);

        [LoggerMessage(2, LogLevel.Debug, "Request from {RemoteAddress} refused with code {Code}: {Message}.", EventName = "RequestRefused")]
        public static partial void Refused(ILogger logger, int code, string message, IPAddress? remoteAddress);

        [LoggerMessage(3, LogLevel.Debug, "A client went away in the middle of a request: {Message}", EventName = "RequestAborted")]
        public static partial void RequestAborted(ILogger logger, string message);
    }
}
