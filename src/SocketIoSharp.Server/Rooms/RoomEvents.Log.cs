using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Rooms;

internal sealed partial class RoomEvents
{
    private static partial class Log
    {
        [LoggerMessage(152, LogLevel.Error, "A handler for what happens to room {Room} of namespace {Namespace} failed.", EventName = "RoomHandlerFailed")]
        public static partial void HandlerFailed(ILogger logger, string room, string @namespace, Exception exception);
    }
}
