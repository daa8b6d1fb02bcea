namespace Cluster.Conductor;

/// <summary>Something that the cluster needs cannot be had. The message is for the person at the terminal.</summary>
internal sealed class CannotStartException(string message) : Exception(message);
