namespace SocketIoSharp.Benchmarks.Reporting.Targets;

/// <summary>Whether a target was met.</summary>
internal enum Verdict
{
    Met,
    Missed,
    Unknown,
}
