using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace SocketIoSharp.Benchmarks.Micro.Results;

/// <summary>What one benchmark has shown.</summary>
/// <param name="Group">What was measured, in general.</param>
/// <param name="Case">What exactly.</param>
/// <param name="Parameters">With which parameters.</param>
/// <param name="Nanoseconds">The median time of an operation.</param>
/// <param name="AllocatedBytes">The memory that an operation allocates.</param>
internal sealed record MicroResult(string Group, string Case, IReadOnlyDictionary<string, object> Parameters, double Nanoseconds, long AllocatedBytes)
{
    /// <summary>The name of the benchmark, without its parameters.</summary>
    public string Name => $"{Group}: {Case}";

    public static MicroResult Of(BenchmarkReport report)
    {
        var benchmark = report.BenchmarkCase;
        var nanoseconds = report.ResultStatistics!.Median;
        return new MicroResult(
            GroupOf(benchmark),
            CaseOf(benchmark),
            benchmark.Parameters.Items.ToDictionary(item => item.Name, item => item.Value),
            nanoseconds,
            AllocationProbe.BytesPerOperation(benchmark, nanoseconds));
    }

    /// <summary>The name of a benchmark, whether it has run or not.</summary>
    public static string NameOf(BenchmarkCase benchmark) => $"{GroupOf(benchmark)}: {CaseOf(benchmark)}";

    private static string GroupOf(BenchmarkCase benchmark) => benchmark.Descriptor.Categories[0];

    // A description with a blank comes in quotes.
    private static string CaseOf(BenchmarkCase benchmark) => benchmark.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
}
