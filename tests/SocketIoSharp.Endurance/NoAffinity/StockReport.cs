namespace SocketIoSharp.Endurance.NoAffinity;

/// <summary>What the clients of <c>tests/clients-js/endurance/no-affinity.mjs</c> say at the end, all together.</summary>
/// <param name="Kind">How they connect: <c>polling</c> alone, or <c>upgrade</c>.</param>
/// <param name="Clients">How many they are.</param>
/// <param name="Sent">Numbered messages to the nodes.</param>
/// <param name="Answered">Those that were answered.</param>
/// <param name="Received">Numbered messages from the nodes.</param>
/// <param name="Disordered">Messages, in both directions, that were not the next one, or not whole.</param>
/// <param name="Lost">Messages, in both directions, that one side has sent and the other has not got.</param>
/// <param name="Upgraded">Clients that had a WebSocket at the end.</param>
/// <param name="Failures">What went wrong, in the client's words.</param>
/// <param name="Delays">The time from a message to its answer, in milliseconds: the median, the 99th percentile, the longest.</param>
internal sealed record StockReport(
    string Kind, int Clients, int Sent, int Answered, int Received, int Disordered, int Lost, int Upgraded, IReadOnlyDictionary<string, int> Failures, double[] Delays);
