namespace SocketIoSharp.Adapters;

/// <summary>What is kept of a disconnected socket so that its client can come back to it.</summary>
/// <param name="id">The id of the socket.</param>
/// <param name="privateId">The secret by which its client asks for it.</param>
/// <param name="rooms">The rooms that it was in, its own id among them.</param>
/// <param name="data">Its data. From another process: values as <see cref="System.Text.Json.JsonElement"/>, for example.</param>
public sealed class SavedSession(string id, string privateId, IReadOnlyCollection<string> rooms, IDictionary<string, object?> data)
{
    /// <summary>The id of the socket.</summary>
    public string Id { get; } = id;

    /// <summary>The secret by which its client asks for it; the same for all the sockets that it has been restored to.</summary>
    public string PrivateId { get; } = privateId;

    /// <summary>The rooms that it was in, its own id among them.</summary>
    public IReadOnlyCollection<string> Rooms { get; } = rooms;

    /// <summary>Its <see cref="Socket.Data"/>; the same object, where it has not left the process.</summary>
    public IDictionary<string, object?> Data { get; } = data;

    /// <summary>When it was first saved, in milliseconds; 0 before.</summary>
    internal long SavedAt { get; set; }

    /// <summary>Whether an event was meant for it.</summary>
    internal bool IsMeant(BroadcastTarget target) =>
        (target.Rooms.Count == 0 || target.Rooms.Any(Rooms.Contains)) && !target.Except.Any(Rooms.Contains);
}
