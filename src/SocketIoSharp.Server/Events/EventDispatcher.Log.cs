using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Events;

internal sealed partial class EventDispatcher
{
    private static partial class Log
    {
        [LoggerMessage(140, LogLevel.Debug, "Event {EventName} of socket {SocketId} has no handler.", EventName = "EventUnhandled")]
        public static partial void Unhandled(ILogger logger, string eventName, string socketId);
    }
}
