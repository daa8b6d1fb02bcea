namespace SocketIoSharp.Cluster.Tests.Brokers;

/// <summary>A broker is not installed, and cannot be.</summary>
internal sealed class BrokerMissingException(string message, Exception inner) : Exception(message, inner);
