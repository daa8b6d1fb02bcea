using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using SocketIoSharp.Benchmarks.Micro.Results;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>Measures the parts of the server one by one, in this process: time and memory of a single operation.</summary>
internal static class MicroBenchmarks
{
    private static readonly Type[] Groups =
    [
        typeof(DecodeBenchmarks),
        typeof(EncodeBenchmarks),
        typeof(DispatchBenchmarks),
        typeof(AckBenchmarks),
        typeof(EmitBenchmarks),
        typeof(BroadcastBenchmarks),
        typeof(RoomBenchmarks),
        typeof(PayloadBenchmarks),
    ];

    /// <returns>The exit code of the process.</returns>
    public static int Run(string[] args)
    {
        if (MicroOptions.TryParse(args, out var options) is { } fault)
        {
            Console.Error.WriteLine(fault);
            return 2;
        }

        var config = MicroConfig.Create(options);
        var selected = Select(config);
        if (selected.Length == 0)
        {
            Console.Error.WriteLine($"No benchmark has \"{options.Filter}\" in its name.");
            return 2;
        }

        var summaries = BenchmarkRunner.Run(selected);
        var failures = MicroFailures.In(summaries, selected);
        failures.ForEach(Console.Error.WriteLine);
        if (failures.Count > 0)
        {
            Console.Error.WriteLine($"What happened is in the logs: {config.ArtifactsPath}");
            return 1;
        }

        MicroReport.Write(options, summaries[0].HostEnvironmentInfo, Results(summaries));
        return 0;
    }

    /// <summary>About how long all of them take.</summary>
    public static TimeSpan Expect(bool isQuick)
    {
        var config = MicroConfig.Create(new MicroOptions(isQuick, string.Empty, string.Empty));
        return MicroConfig.ExpectEach(isQuick) * Select(config).Sum(run => run.BenchmarksCases.Length);
    }

    private static BenchmarkRunInfo[] Select(IConfig config) =>
        [.. Groups.Select(group => BenchmarkConverter.TypeToBenchmarks(group, config)).Where(run => run.BenchmarksCases.Length > 0)];

    private static List<MicroResult> Results(Summary[] summaries) => [.. summaries.SelectMany(summary => summary.Reports).Select(MicroResult.Of)];
}
