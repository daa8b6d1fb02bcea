using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Events;

internal sealed partial class EventFaults
{
    private static partial class Log
    {
        [LoggerMessage(EventId = 141, Message = "Event {EventName} of socket {SocketId} refused: {Reason}. {Detail}", EventName = "EventRefused")]
        public static partial void Refused(ILogger logger, LogLevel level, string eventName, string socketId, string reason, string? detail);

        [LoggerMessage(142, LogLevel.Debug, "Event {EventName} of socket {SocketId} rejected by its handler: {Message}", EventName = "EventRejected")]
        public static partial void Rejected(ILogger logger, string eventName, string socketId, string message);

        [LoggerMessage(143, LogLevel.Error, "The handler of event {EventName} failed for socket {SocketId}.", EventName = "HandlerFailed")]
        public static partial void HandlerFailed(ILogger logger, string eventName, string socketId, Exception exception);

        [LoggerMessage(131, LogLevel.Error, "A catch-all handler failed at event {EventName} of socket {SocketId}; the event goes on.", EventName = "CatchAllHandlerFailed")]
        public static partial void CatchAllFailed(ILogger logger, string eventName, string socketId, Exception exception);

        [LoggerMessage(132, LogLevel.Error, "A middleware failed at event {EventName} of socket {SocketId}; the event is dropped.", EventName = "EventMiddlewareFailed")]
        public static partial void MiddlewareFailed(ILogger logger, string eventName, string socketId, Exception exception);

        [LoggerMessage(134, LogLevel.Debug, "Event {EventName} of socket {SocketId} dropped by a middleware: {Message}", EventName = "EventDropped")]
        public static partial void Dropped(ILogger logger, string eventName, string socketId, string message);
    }
}
