using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>Something that is measured of a server.</summary>
internal abstract class Scenario
{
    public abstract ScenarioInfo Info { get; }

    /// <summary>The names of the servers that can play it, with spaces between them.</summary>
    public abstract string Servers { get; }

    /// <summary>About how long a run takes.</summary>
    public virtual TimeSpan Expect(Durations durations) => durations.WarmUp + durations.Measured;

    public abstract Measurement Run(ScenarioRun run);

    /// <summary>About how long so many clients take to connect.</summary>
    protected static TimeSpan ToConnect(int clients) => clients * TimeSpan.FromMilliseconds(0.3);
}
