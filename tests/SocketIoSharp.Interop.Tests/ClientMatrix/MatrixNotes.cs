namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>Why some clients lack something by their nature.</summary>
internal static class MatrixNotes
{
    private const string Recovery = "¹";

    public static IReadOnlyList<(string Mark, string Note)> All { get; } =
    [
        (Recovery, "socket.io-client recovers connections since 4.6, SocketIOClient not at all."),
    ];

    /// <summary>The mark of the note that explains why a client lacks an aspect.</summary>
    public static string Of(MatrixRow row, string aspect) =>
        aspect is MatrixPlan.Recovery ? Recovery : throw new InvalidOperationException($"Nothing explains why {row} has no {aspect}.");
}
