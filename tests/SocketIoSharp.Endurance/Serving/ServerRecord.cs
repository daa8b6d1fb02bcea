namespace SocketIoSharp.Endurance.Serving;

/// <summary>What a server of the restart run leaves behind.</summary>
/// <param name="InFlight">The handlers that ran when it was asked to stop.</param>
/// <param name="Handled">The last event of each client whose handler was begun.</param>
internal sealed record ServerRecord(int InFlight, IReadOnlyDictionary<string, int> Handled);
