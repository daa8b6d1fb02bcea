namespace SocketIoSharp.Benchmarks.Reporting.Targets;

/// <summary>On which side of a number a measured value must be.</summary>
internal enum Limit
{
    AtMost,
    Below,
    AtLeast,
}
