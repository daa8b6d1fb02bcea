namespace Cluster.Nodes;

/// <summary>How many clients of a node are in a room.</summary>
internal sealed record RoomStatus(string Name, int Sockets);
