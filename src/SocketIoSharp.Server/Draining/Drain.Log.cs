using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Draining;

internal sealed partial class Drain
{
    private static partial class Log
    {
        [LoggerMessage(183, LogLevel.Information, "Socket.IO drains: {Connections} connections are closed over {Duration}; those that are busy have {Timeout}.", EventName = "DrainStarted")]
        public static partial void Started(ILogger logger, int connections, TimeSpan duration, TimeSpan timeout);

        [LoggerMessage(186, LogLevel.Information, "Most of the time to drain is over; connections that are still busy: {Connections}. Nothing new is taken from them.", EventName = "DrainLastOrders")]
        public static partial void LastOrders(ILogger logger, int connections);

        [LoggerMessage(184, LogLevel.Information, "Socket.IO has drained: {Closed} connections were closed in order, {Cut} were still busy; it took {Duration}.", EventName = "DrainEnded")]
        public static partial void Ended(ILogger logger, int closed, int cut, TimeSpan duration);
    }
}
