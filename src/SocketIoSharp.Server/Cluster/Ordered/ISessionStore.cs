namespace SocketIoSharp.Cluster.Ordered;

/// <summary>Where what clients can come back to is kept.</summary>
internal interface ISessionStore
{
    Task<bool> SaveSessionAsync(string privateId, ReadOnlyMemory<byte> session, TimeSpan lifetime, ReadOnlyMemory<byte>? previous);

    Task<bool> RemoveSessionAsync(string privateId, ReadOnlyMemory<byte>? previous);
}
