using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Events;

internal sealed partial class OutgoingListeners
{
    private static partial class Log
    {
        [LoggerMessage(133, LogLevel.Error, "A catch-all handler for outgoing events failed at event {EventName} to socket {SocketId}; the event is sent.", EventName = "OutgoingHandlerFailed")]
        public static partial void HandlerFailed(ILogger logger, string eventName, string socketId, Exception exception);
    }
}
