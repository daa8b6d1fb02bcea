namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>All that a run of the load benchmark has found.</summary>
internal sealed record LoadResults(
    MachineInfo Machine, IReadOnlyList<ServerInfo> Servers, IReadOnlyList<ScenarioInfo> Scenarios, IReadOnlyList<Measurement> Measurements)
{
    public ScenarioInfo? ScenarioOf(string name) => Scenarios.FirstOrDefault(scenario => scenario.Name == name);

    /// <summary>The runs of a scenario against a server, in the order of their rounds.</summary>
    public IReadOnlyList<Measurement> RunsOf(string scenario, string server) =>
        [.. Measurements.Where(run => run.Scenario == scenario && run.Server == server).OrderBy(run => run.Round)];

    public Spread? SpreadOf(string scenario, string server, Figure figure) => Spread.Of(figure, RunsOf(scenario, server));
}
