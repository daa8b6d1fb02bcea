using System.Net;
using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Requests;

internal sealed partial class RequestGuard
{
    private static partial class Log
    {
        [LoggerMessage(EventId = 41, Message = "A WebSocket from a page of {Origin} is refused by the server at {Host}. Allow the origin with EngineIoOptions.Cors or a CORS policy on the endpoint, or switch EngineIoOptions.CheckOrigin off.", EventName = "OriginNotAllowed")]
        public static partial void OriginNotAllowed(ILogger logger, LogLevel level, string origin, string? host);

        [LoggerMessage(EventId = 40, Message = "EngineIoOptions.AllowRequest failed for a client from {RemoteAddress}; the session is refused.", EventName = "AllowRequestFailed")]
        public static partial void AllowRequestFailed(ILogger logger, LogLevel level, IPAddress? remoteAddress, Exception exception);
    }
}
