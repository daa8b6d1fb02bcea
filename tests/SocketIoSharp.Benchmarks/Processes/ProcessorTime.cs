namespace SocketIoSharp.Benchmarks.Processes;

/// <summary>Processor time of a process in seconds: exact, and its parts as coarsely as the kernel counts them.</summary>
internal readonly record struct ProcessorTime(double Total, double User, double System)
{
    public static ProcessorTime operator -(ProcessorTime later, ProcessorTime earlier) =>
        new(later.Total - earlier.Total, later.User - earlier.User, later.System - earlier.System);
}
