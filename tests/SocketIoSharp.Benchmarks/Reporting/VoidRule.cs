namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>What a figure is worth in a run in which something else than the server was the limit.</summary>
internal enum VoidRule
{
    /// <summary>It says the same: the server's processor time for a message does not depend on who waits for whom.</summary>
    Counts,

    /// <summary>The server could have done at least this.</summary>
    IsLowerBound,

    /// <summary>It says nothing about the server.</summary>
    IsDropped,
}
