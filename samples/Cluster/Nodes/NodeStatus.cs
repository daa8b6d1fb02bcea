namespace Cluster.Nodes;

/// <summary>How a node is.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Runtime">What it runs on.</param>
/// <param name="Sockets">How many clients it has.</param>
/// <param name="Uptime">How long it has been running, in seconds.</param>
/// <param name="Rooms">Which rooms its clients are in.</param>
internal sealed record NodeStatus(string Name, string Runtime, int Sockets, long Uptime, IReadOnlyList<RoomStatus> Rooms);
