namespace SocketIoSharp.Adapters;

/// <summary>The receivers of a broadcast and how it is sent, as adapters see it. Immutable.</summary>
public sealed record BroadcastTarget
{
    /// <summary>Everybody in the namespace.</summary>
    public static BroadcastTarget Everyone { get; } = new();

    /// <summary>The rooms whose members receive; none means the whole namespace.</summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    /// <summary>The rooms whose members do not receive.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Whether sockets that are not ready miss the event.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>Whether the event stays on this node.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Whether transports that can may compress the event.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>The time that receivers have for an answer; <see langword="null"/> means the server's default.</summary>
    public TimeSpan? AckTimeout { get; init; }
}
