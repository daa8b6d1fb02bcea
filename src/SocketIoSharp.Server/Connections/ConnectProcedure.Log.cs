using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Connections;

internal static partial class ConnectProcedure
{
    private static partial class Log
    {
        [LoggerMessage(111, LogLevel.Debug, "Client {RemoteAddress} asked for the unknown namespace {Namespace}.", EventName = "NamespaceUnknown")]
        public static partial void UnknownNamespace(ILogger logger, string @namespace, string? remoteAddress);

        [LoggerMessage(112, LogLevel.Debug, "Client {RemoteAddress} was refused by a middleware of namespace {Namespace}.", EventName = "ClientRefused")]
        public static partial void Refused(ILogger logger, string @namespace, string? remoteAddress);

        [LoggerMessage(113, LogLevel.Error, "A client could not join namespace {Namespace}; its connection is closed.", EventName = "JoinFailed")]
        public static partial void JoinFailed(ILogger logger, string @namespace, Exception exception);
    }
}
