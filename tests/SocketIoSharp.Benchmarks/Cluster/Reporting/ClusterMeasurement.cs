namespace SocketIoSharp.Benchmarks.Cluster.Reporting;

/// <summary>One run of one scenario on one cluster.</summary>
/// <param name="Scenario">The name of the scenario.</param>
/// <param name="Seconds">The measured time.</param>
/// <param name="Operations">What all nodes' clients have received.</param>
/// <param name="SenderCpuSeconds">The processor time of the node that was sent to.</param>
/// <param name="ReceiversCpuSeconds">The processor time of all other nodes.</param>
/// <param name="LocalP50">Microseconds within which half of the broadcasts reached the client on the sender's node.</param>
/// <param name="LocalP99">The same for 99 %.</param>
/// <param name="RemoteP50">Microseconds within which half of the broadcasts reached the clients on other nodes.</param>
/// <param name="RemoteP99">The same for 99 %.</param>
internal sealed record ClusterMeasurement(
    string Scenario, double Seconds, long Operations, double SenderCpuSeconds, double ReceiversCpuSeconds, double? LocalP50, double? LocalP99, double? RemoteP50, double? RemoteP99)
{
    public string Engine { get; init; } = "";

    public string Server { get; init; } = "";

    /// <summary>Counts from 1; in one round every server has its turn.</summary>
    public int Round { get; init; }
}
