namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>Why some clients lack something by their nature.</summary>
internal static class MatrixNotes
{
    private const string Recovery = "¹";
    private const string OldMessagePack = "²";

    public static IReadOnlyList<(string Mark, string Note)> All { get; } =
    [
        (Recovery, "socket.io-client recovers connections since 4.6, SocketIOClient not at all."),
        (OldMessagePack, "The parser for 2.x, socket.io-msgpack-parser 2, sends CONNECT as JSON and has packet types for binary: no server since Socket.IO 3 understands it."),
    ];

    /// <summary>Clients that have no such row at all, and the mark of the note that explains it.</summary>
    public static IReadOnlyList<(string Client, string Transport, string Parser, string Mark)> Absent { get; } =
    [
        ("socket.io-client 2.5.0", "any", MatrixPlan.MessagePack, OldMessagePack),
        ("socket.io-client 2.0.4", "any", MatrixPlan.MessagePack, OldMessagePack),
    ];

    /// <summary>The mark of the note that explains why a client lacks an aspect.</summary>
    public static string Of(MatrixRow row, string aspect) =>
        aspect is MatrixPlan.Recovery ? Recovery : throw new InvalidOperationException($"Nothing explains why {row} has no {aspect}.");
}
