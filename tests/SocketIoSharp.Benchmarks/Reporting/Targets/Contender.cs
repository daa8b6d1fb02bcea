namespace SocketIoSharp.Benchmarks.Reporting.Targets;

/// <summary>A server in a scenario.</summary>
internal sealed record Contender(string Scenario, string Server);
