using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Connections;

internal sealed partial class ConnectionHandler
{
    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Warning, "Malformed packet from {RemoteAddress}: {Reason}. The connection is closed.", EventName = "PacketMalformed")]
        public static partial void Malformed(ILogger logger, string? remoteAddress, string? reason, Exception? exception);
    }
}
