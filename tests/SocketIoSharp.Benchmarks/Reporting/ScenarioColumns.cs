namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>Which figures the table of a scenario shows.</summary>
internal static class ScenarioColumns
{
    private const string OfOurs = "× ours";

    public static IReadOnlyList<Column> Of(LoadResults results, ScenarioInfo scenario)
    {
        var ours = results.RunsOf(scenario.Name, KnownServers.Ours);
        var headline = Figure.HeadlineOf(scenario);
        return headline == Figure.Memory || headline == Figure.IdleCpu
            ? [Column.Of(Heading(headline, scenario), headline), Column.RangeOf(headline), Column.RatioOf(OfOurs, headline, ours)]
            : [.. OfTraffic(results, scenario, ours)];
    }

    private static IEnumerable<Column> OfTraffic(LoadResults results, ScenarioInfo scenario, IReadOnlyList<Measurement> ours)
    {
        var headline = Figure.HeadlineOf(scenario);
        yield return Column.Of(Heading(Figure.Cpu, scenario), Figure.Cpu);
        yield return Column.RangeOf(Figure.Cpu);
        yield return new Column("user + system", SplitOf);
        yield return Column.RatioOf($"CPU {OfOurs}", Figure.Cpu, ours);
        yield return Column.Of(Figure.Rate.NameIn(scenario), Figure.Rate);
        if (headline == Figure.ByteRate)
        {
            yield return Column.Of(Figure.ByteRate.NameIn(scenario), Figure.ByteRate);
        }

        if (headline == Figure.ByteRate || headline == Figure.Rate)
        {
            yield return Column.RatioOf($"rate {OfOurs}", headline, ours);
        }

        if (results.Measurements.Any(run => run.Scenario == scenario.Name && run.P50 is not null))
        {
            yield return Column.Of("p50, µs", Figure.P50);
            yield return Column.Of("p99, µs", Figure.P99);
            yield return Column.Of("p99.9, µs", Figure.P999);
        }

        if (headline == Figure.P99)
        {
            yield return Column.RatioOf($"p99 {OfOurs}", Figure.P99, ours);
        }

        yield return Column.Of("generator, %", Figure.GeneratorShare);
    }

    private static string Heading(Figure figure, ScenarioInfo scenario) => $"{figure.NameIn(scenario)}, {figure.Unit}";

    private static string SplitOf(IReadOnlyList<Measurement> runs) =>
        (Spread.Of(Figure.UserCpu, runs), Spread.Of(Figure.SystemCpu, runs)) is ({ } user, { } system) ? $"{user} + {system}" : Column.Nothing;
}
