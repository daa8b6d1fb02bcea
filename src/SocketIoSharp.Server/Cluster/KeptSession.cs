namespace SocketIoSharp.Cluster;

/// <summary>What a broker has kept for a client.</summary>
/// <param name="Content">What was saved.</param>
/// <param name="Remaining">How much longer it would have been kept.</param>
public sealed record KeptSession(ReadOnlyMemory<byte> Content, TimeSpan Remaining);
