namespace SocketIoSharp.Endurance.Churn;

/// <summary>What the server held at one moment of a soak, under load.</summary>
/// <param name="Minutes">The time since the beginning.</param>
/// <param name="Connections">The connections until then.</param>
/// <param name="HeapBytes">What lived on the heap, after a collection.</param>
/// <param name="ResidentBytes">The memory in use.</param>
/// <param name="Handles">Open handles.</param>
/// <param name="Sessions">Open sessions.</param>
internal sealed record SoakSample(double Minutes, int Connections, long HeapBytes, long ResidentBytes, int Handles, int Sessions);
