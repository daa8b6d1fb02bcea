using Microsoft.Extensions.Logging;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Connections;

internal static partial class PacketRouter
{
    private static partial class Log
    {
        [LoggerMessage(110, LogLevel.Debug, "Unexpected {PacketType} packet for namespace {Namespace} from {RemoteAddress}. The connection is closed.", EventName = "PacketUnexpected")]
        public static partial void Unexpected(ILogger logger, PacketType packetType, string @namespace, string? remoteAddress);
    }
}
