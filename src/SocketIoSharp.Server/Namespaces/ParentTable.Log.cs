using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Namespaces;

internal sealed partial class ParentTable
{
    private static partial class Log
    {
        [LoggerMessage(124, LogLevel.Warning, "Matching the namespace {Namespace} that client {RemoteAddress} asked for against the pattern {Pattern} of parent {Parent} took too long; the client is refused.", EventName = "NamespacePatternTimedOut")]
        public static partial void PatternTimedOut(ILogger logger, string @namespace, string? remoteAddress, string parent, string pattern);

        [LoggerMessage(125, LogLevel.Error, "The function of parent {Parent} failed for the namespace {Namespace} that client {RemoteAddress} asked for; the next parent is asked.", EventName = "NamespaceFunctionFailed")]
        public static partial void FunctionFailed(ILogger logger, string @namespace, string? remoteAddress, string parent, Exception exception);
    }
}
