namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>One run of one scenario against one server.</summary>
/// <param name="Scenario">The name of a <see cref="ScenarioInfo"/>.</param>
/// <param name="Server">The name of a <see cref="ServerInfo"/>.</param>
/// <param name="Round">Counts from 1; in one round every server has its turn.</param>
/// <param name="Cores">How many the server may use.</param>
/// <param name="Seconds">The measured time.</param>
/// <param name="Operations">Messages, deliveries or connections: see <see cref="ScenarioInfo.Unit"/>.</param>
/// <param name="Bytes">The payload that was moved, where that is the point.</param>
/// <param name="ServerCpuSeconds">The processor time that the server took.</param>
/// <param name="ServerUserSeconds">The part of it in the server's own code.</param>
/// <param name="ServerSystemSeconds">The part of it in the operating system.</param>
/// <param name="ResidentBytesPerConnection">Memory, where that is the point.</param>
/// <param name="P50">Microseconds within which half of the answers came.</param>
/// <param name="P99">The same for 99 %.</param>
/// <param name="P999">The same for 99.9 %.</param>
/// <param name="GeneratorShare">How much of its core the load generator was busy: 0 to 1.</param>
/// <param name="Void">Why throughput and latencies do not count, or <see langword="null"/>.</param>
internal sealed record Measurement(
    string Scenario,
    string Server,
    int Round,
    int Cores,
    double Seconds,
    long Operations,
    long Bytes,
    double ServerCpuSeconds,
    double ServerUserSeconds,
    double ServerSystemSeconds,
    long? ResidentBytesPerConnection,
    double? P50,
    double? P99,
    double? P999,
    double GeneratorShare,
    string? Void);
