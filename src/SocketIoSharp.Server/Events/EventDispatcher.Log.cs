using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Events;

internal sealed partial class EventDispatcher
{
    private static partial class Log
    {
        [LoggerMessage(140, LogLevel.Debug, "Event {EventName} of socket {SocketId} has no handler.", EventName = "EventUnhandled")]
        public static partial void Unhandled(ILogger logger, string eventName, string socketId);

        [LoggerMessage(EventId = 141, Message = "Event {EventName} of socket {SocketId} refused: {Reason}. {Detail}", EventName = "EventRefused")]
        public static partial void Refused(ILogger logger, LogLevel level, string eventName, string socketId, string reason, string? detail);

        [LoggerMessage(142, LogLevel.Debug, "Event {EventName} of socket {SocketId} rejected by its handler: {Message}", EventName = "EventRejected")]
        public static partial void Rejected(ILogger logger, string eventName, string socketId, string message);

        [LoggerMessage(143, LogLevel.Error, "The handler of event {EventName} failed for socket {SocketId}.", EventName = "HandlerFailed")]
        public static partial void HandlerFailed(ILogger logger, string eventName, string socketId, Exception exception);
    }
}
