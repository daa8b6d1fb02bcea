using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Validators;
using Perfolizer.Horology;
using SocketIoSharp.Benchmarks.Micro.Results;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>How the benchmarks are run.</summary>
internal static class MicroConfig
{
    // What the library does around the iterations, in iterations.
    private const int Overhead = 8;

    public static IConfig Create(MicroOptions options) => ManualConfig.CreateEmpty()
        .AddJob(JobFor(options))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddExporter(MarkdownExporter.GitHub, JsonExporter.Full)
        .AddValidator(JitOptimizationsValidator.FailOnError)
        .AddEventProcessor(new MicroProgress(Console.Out))
        .AddFilter(new SimpleFilter(benchmark => IsWanted(benchmark, options)))
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine(RepositoryFolder.Root, "artifacts", "benchmarks"));

    /// <summary>About how long one benchmark takes.</summary>
    public static TimeSpan ExpectEach(bool isQuick) => (WarmUps(isQuick) + Iterations(isQuick) + Overhead) * TimeSpan.FromMilliseconds(Milliseconds(isQuick));

    // In this process: nothing is built anew, and its settings are those of the server that is measured elsewhere. The first iterations give the runtime
    // the time to compile what is hot.
    private static Job JobFor(MicroOptions options) => Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithLaunchCount(1)
        .WithWarmupCount(WarmUps(options.IsQuick))
        .WithIterationCount(Iterations(options.IsQuick))
        .WithIterationTime(TimeInterval.FromMilliseconds(Milliseconds(options.IsQuick)))
        .WithEvaluateOverhead(!options.IsQuick)
        .WithGcForce(!options.IsQuick)
        .WithId(options.IsQuick ? "quick" : "full");

    private static int WarmUps(bool isQuick) => isQuick ? 6 : 10;

    private static int Iterations(bool isQuick) => isQuick ? 3 : 15;

    private static int Milliseconds(bool isQuick) => isQuick ? 40 : 150;

    // One size is enough for a rough picture, and large ones take long to set up.
    private static bool IsWanted(BenchmarkCase benchmark, MicroOptions options) =>
        MicroResult.NameOf(benchmark).Contains(options.Filter, StringComparison.OrdinalIgnoreCase)
        && !(options.IsQuick && benchmark.Parameters.Items.Any(size => size.Value is not (10 or 100)));
}
