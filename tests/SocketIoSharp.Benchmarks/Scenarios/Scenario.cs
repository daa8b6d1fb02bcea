using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>Something that is measured of a server.</summary>
internal abstract class Scenario
{
    public abstract ScenarioInfo Info { get; }

    /// <summary>The names of the servers that can play it, with spaces between them.</summary>
    public abstract string Servers { get; }

    public abstract Measurement Run(ScenarioRun run);
}
