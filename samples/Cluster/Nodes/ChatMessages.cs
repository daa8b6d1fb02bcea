namespace Cluster.Nodes;

/// <summary>What a client says, to all or to a room.</summary>
internal sealed record Say(string? Text, string? Room);

/// <summary>What everybody hears.</summary>
internal sealed record Said(string Id, string Text, string From, string Node, string? Room, DateTimeOffset At);

/// <summary>The answer to <see cref="Say"/>.</summary>
internal sealed record Sent(string Id);

/// <summary>The room that a client wants to join or leave.</summary>
internal sealed record RoomRequest(string? Room);

/// <summary>The rooms that a client is in.</summary>
internal sealed record Joined(IReadOnlyList<string> Rooms);

/// <summary>What a client is told when it is connected: where it is, and in which rooms.</summary>
internal sealed record Welcome(string Node, string Runtime, IReadOnlyList<string> Rooms);
