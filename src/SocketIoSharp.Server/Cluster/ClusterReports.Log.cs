using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Cluster;

internal sealed partial class ClusterReports
{
    private static partial class Log
    {
        [LoggerMessage(190, LogLevel.Warning, "{Broker} cannot be reached. Clients of this node go on without the others of namespace {Namespace}, until it is back.", EventName = "BrokerLost")]
        public static partial void BrokerLost(ILogger logger, string broker, string @namespace, Exception? exception);

        [LoggerMessage(191, LogLevel.Information, "{Broker} is back for namespace {Namespace}.", EventName = "BrokerRegained")]
        public static partial void BrokerRegained(ILogger logger, string broker, string @namespace);

        [LoggerMessage(192, LogLevel.Warning, "A message of type {Type} of namespace {Namespace} has not reached the other nodes. More of the next ten seconds are only counted.", EventName = "ClusterMessageLost")]
        public static partial void Lost(ILogger logger, ClusterMessageType type, string @namespace, Exception exception);

        [LoggerMessage(193, LogLevel.Warning, "A message from the cluster for namespace {Namespace} was ignored: {Reason}. More of the next ten seconds are only counted.", EventName = "ClusterMessageRefused")]
        public static partial void Refused(ILogger logger, string @namespace, string reason);

        [LoggerMessage(194, LogLevel.Error, "A message of type {Type} from node {NodeId} for namespace {Namespace} could not be handled.", EventName = "ClusterMessageFailed")]
        public static partial void Failed(ILogger logger, ClusterMessageType type, string nodeId, string @namespace, Exception exception);

        [LoggerMessage(195, LogLevel.Debug, "Node {NodeId} has joined the cluster of namespace {Namespace}.", EventName = "NodeJoined")]
        public static partial void NodeJoined(ILogger logger, string nodeId, string @namespace);

        [LoggerMessage(196, LogLevel.Debug, "Node {NodeId} has left the cluster of namespace {Namespace}.", EventName = "NodeLeft")]
        public static partial void NodeLeft(ILogger logger, string nodeId, string @namespace);

        [LoggerMessage(197, LogLevel.Warning, "Node {NodeId} of namespace {Namespace} has been silent for too long and is taken for gone.", EventName = "NodeSilent")]
        public static partial void NodeSilent(ILogger logger, string nodeId, string @namespace);

        [LoggerMessage(212, LogLevel.Warning, "The log of namespace {Namespace} cannot be read or written. What this node sends waits. Said again after ten seconds.", EventName = "ClusterLogStalled")]
        public static partial void Waiting(ILogger logger, string @namespace, Exception exception);
    }
}
