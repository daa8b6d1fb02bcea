namespace SocketIoSharp.Limits;

/// <summary>A limit that a client can meet.</summary>
/// <param name="Name">What metrics call it.</param>
/// <param name="Option">The option that sets it.</param>
internal sealed record ServerLimit(string Name, string Option)
{
    public static ServerLimit ConnectTime { get; } = new("connect_time", nameof(SocketIoOptions.ConnectTimeout));

    public static ServerLimit Namespaces { get; } = new("namespaces", nameof(SocketIoOptions.MaxNamespaces));

    public static ServerLimit NamespaceName { get; } = new("namespace_name", nameof(SocketIoOptions.MaxNamespaceNameLength));

    public static ServerLimit Rooms { get; } = new("rooms", nameof(SocketIoOptions.MaxRoomsPerSocket));

    public static ServerLimit RoomName { get; } = new("room_name", nameof(SocketIoOptions.MaxRoomNameLength));

    public static ServerLimit Depth { get; } = new("depth", nameof(SocketIoOptions.Json) + "." + nameof(SocketIoOptions.Json.MaxDepth));

    public static ServerLimit AttachmentBytes { get; } = new("attachment_bytes", nameof(SocketIoOptions.MaxAttachmentBytes));

    public static ServerLimit AttachmentTime { get; } = new("attachment_time", nameof(SocketIoOptions.AttachmentTimeout));

    public static ServerLimit Events { get; } = new("events_per_second", nameof(SocketIoOptions.MaxEventsPerSecond));

    public static ServerLimit EventLimiter { get; } = new("event_limiter", nameof(SocketIoOptions.EventRateLimiter));

    public static ServerLimit PendingAcks { get; } = new("pending_acks", nameof(SocketIoOptions.MaxPendingAcks));
}
