using SocketIoSharp;

namespace Cluster.Nodes;

/// <summary>Tells the other nodes how this one is when they ask, and asks them.</summary>
internal sealed class StatusBoard(SocketIoServer io, string name)
{
    private readonly long _start = Environment.TickCount64;

    public static string Runtime { get; } = $".NET {Environment.Version}";

    public void Listen() => io.OnServerSideEvent("status", (_, ack) => ack.SendAsync(Own()));

    // <cluster-status>
    /// <summary>How all nodes are: the others are asked, and who does not answer in time is left out.</summary>
    public async Task<ClusterStatus> CollectAsync()
    {
        var others = await io.ServerSideEmitWithAck("status").CollectAsync<NodeStatus>();
        return new ClusterStatus([Own(), .. others.Answers]);
    }
    // </cluster-status>

    private NodeStatus Own() =>
        new(name, Runtime, io.Sockets.SocketCount, (Environment.TickCount64 - _start) / 1000, [.. io.Sockets.RoomNames.Where(ChatRooms.IsOne).Select(Describe)]);

    private RoomStatus Describe(string room) => new(ChatRooms.Title(room), io.Sockets.CountIn(room));
}
