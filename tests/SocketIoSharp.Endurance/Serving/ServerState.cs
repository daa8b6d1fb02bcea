namespace SocketIoSharp.Endurance.Serving;

/// <summary>What a server holds at one moment, after a full collection.</summary>
/// <param name="HeapBytes">What lives on the managed heap.</param>
/// <param name="ResidentBytes">The memory of the process that is in use.</param>
/// <param name="Handles">Open file descriptors, network connections among them.</param>
/// <param name="Timers">Timers of the runtime that are set.</param>
/// <param name="Sessions">Engine sessions that are open or closing.</param>
/// <param name="Connections">Clients above them.</param>
/// <param name="Sockets">Sockets of the main namespace.</param>
internal sealed record ServerState(long HeapBytes, long ResidentBytes, int Handles, long Timers, int Sessions, int Connections, int Sockets)
{
    /// <summary>Collects, and looks.</summary>
    public static async Task<ServerState> Read(SocketIoServer io)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return new ServerState(
            GC.GetTotalMemory(forceFullCollection: false),
            Environment.WorkingSet,
            Directory.GetFiles("/proc/self/fd").Length,
            Timer.ActiveCount,
            io.Engine.SessionCount,
            io.ConnectionCount,
            (await io.FetchSocketsAsync()).Count);
    }
}
