using SocketIoSharp.Rooms;

namespace SocketIoSharp;

// What concerns the receivers themselves, on all nodes of a cluster unless Local is set.
public abstract partial class BroadcastEmitter
{
    /// <summary>Looks up the sockets that would receive. What it returns is a snapshot; acting on it goes through the cluster.</summary>
    /// <exception cref="NotSupportedException">This is a parent namespace.</exception>
    /// <exception cref="TimeoutException">A node of the cluster did not answer in time.</exception>
    public Task<IReadOnlyList<RemoteSocket>> FetchSocketsAsync() => Scope.FetchSocketsAsync(Target);

    /// <summary>Makes the sockets that would receive join rooms.</summary>
    /// <returns>A task that is complete when this node's sockets have joined and other nodes, in a cluster, have been told.</returns>
    /// <exception cref="NotSupportedException">This is a parent namespace.</exception>
    public Task SocketsJoinAsync(params string[] rooms) => Scope.JoinAsync(Target, RoomNames.Checked(rooms));

    /// <summary>Makes the sockets that would receive leave rooms.</summary>
    /// <returns>A task that is complete when this node's sockets have left and other nodes, in a cluster, have been told.</returns>
    /// <exception cref="NotSupportedException">This is a parent namespace.</exception>
    public Task SocketsLeaveAsync(params string[] rooms) => Scope.LeaveAsync(Target, RoomNames.Checked(rooms));

    /// <summary>Disconnects the sockets that would receive, with <paramref name="close"/> from all namespaces and then their connections: see <see cref="Socket.DisconnectAsync"/>.</summary>
    /// <exception cref="NotSupportedException">This is a parent namespace.</exception>
    public Task DisconnectSocketsAsync(bool close = false) => Scope.DisconnectAsync(Target, close);
}
