using Microsoft.Extensions.Logging;

namespace SocketIoSharp.PostgreSql;

internal sealed partial class PostgreSqlHub
{
    private static partial class Log
    {
        [LoggerMessage(220, LogLevel.Warning, "The table {Table} is missing and cannot be created. Until it is there, messages that are binary or long do not reach the other nodes.", EventName = "AttachmentTableMissing")]
        public static partial void NoTable(ILogger logger, string table, Exception exception);

        [LoggerMessage(221, LogLevel.Warning, "Old rows of the table {Table} could not be deleted. It is tried again.", EventName = "AttachmentCleanupFailed")]
        public static partial void NotCleaned(ILogger logger, string table, Exception exception);

        [LoggerMessage(222, LogLevel.Warning, "The name of namespace {Namespace} is too long for a channel of PostgreSQL: it shares {Channel} with others, and nodes on Node.js cannot send to it. More of such names are not reported.", EventName = "ChannelNameCut")]
        public static partial void LongName(ILogger logger, string @namespace, string channel);

        [LoggerMessage(223, LogLevel.Warning, "Namespace {Namespace} has characters in its name that PostgreSQL cannot have. It stays on this node.", EventName = "ChannelNameImpossible")]
        public static partial void NoChannel(ILogger logger, string @namespace);
    }
}
