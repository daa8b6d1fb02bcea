namespace SocketIoSharp.Adapters;

/// <summary>What has happened to a room.</summary>
/// <param name="room">The name of the room.</param>
/// <param name="socketId">The socket that has joined or left.</param>
public sealed class RoomEventArgs(string room, string? socketId = null) : EventArgs
{
    /// <summary>The name of the room; the id of a socket is one, too.</summary>
    public string Room { get; } = room;

    /// <summary>The id of the socket that has joined or left; <see langword="null"/> when the room was created or deleted.</summary>
    public string? SocketId { get; } = socketId;
}
