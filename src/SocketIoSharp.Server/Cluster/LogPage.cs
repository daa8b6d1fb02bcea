namespace SocketIoSharp.Cluster;

/// <summary>A part of what a broker keeps.</summary>
/// <param name="Messages">The messages of the namespace in it, each with its offset, in order.</param>
/// <param name="End">The offset of the last entry of the part, whatever namespace it belongs to; <see langword="null"/> when there is nothing more.</param>
public sealed record LogPage(IReadOnlyList<(string Offset, ClusterMessage Message)> Messages, string? End);
