using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

/// <summary>One message between the nodes of a cluster. Immutable. What a type does not need keeps its default.</summary>
public sealed record ClusterMessage
{
    /// <summary>The id of those that send without being a node: processes that only emit.</summary>
    public const string EmitterId = "emitter";

    /// <summary>What is told.</summary>
    public required ClusterMessageType Type { get; init; }

    /// <summary>The id of the sender's adapter; empty where the broker's format does not tell it.</summary>
    public string NodeId { get; init; } = string.Empty;

    /// <summary>The namespace that it is about.</summary>
    public string Namespace { get; init; } = "/";

    /// <summary>What the answers are to refer to; <see langword="null"/> when none are wanted.</summary>
    public string? RequestId { get; init; }

    /// <summary>The sockets that are meant.</summary>
    public BroadcastTarget Target { get; init; } = BroadcastTarget.Everyone;

    /// <summary>The rooms to join or to leave.</summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    /// <summary>Whether sockets are disconnected with their connections.</summary>
    public bool Close { get; init; }

    /// <summary>The event, of a broadcast or for the nodes.</summary>
    public OutgoingPacket? Packet { get; init; }

    /// <summary>The answer of a socket or of a node.</summary>
    public ClusterAnswer Answer { get; init; } = ClusterAnswer.Empty;

    /// <summary>The number of sockets that owe an answer.</summary>
    public int ClientCount { get; init; }

    /// <summary>The sockets of a node: a JSON array of what <see cref="RemoteSocket.WriteTo"/> writes.</summary>
    public ReadOnlyMemory<byte> Sockets { get; init; }

    /// <summary>
    /// The sender's number for the message, by which a second copy is told from the first; 0 when it has none. Ascends with the messages of one sender. Only <see cref="OrderedClusterAdapter"/>
    /// needs it, and no form that others read holds it.
    /// </summary>
    public long Number { get; init; }

    /// <summary>The place of the message in the broker's log.</summary>
    internal string? Offset { get; init; }

    /// <summary>Whether something in it is binary, which JSON cannot carry.</summary>
    public bool HasBinary => Packet is { Attachments.Length: > 0 } || Answer.Attachments.Length > 0;
}
