namespace Cluster.Nodes;

/// <summary>How all nodes are that answer.</summary>
internal sealed record ClusterStatus(IReadOnlyList<NodeStatus> Nodes);
