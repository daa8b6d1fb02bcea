using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Validators;
using Perfolizer.Horology;
using SocketIoSharp.Benchmarks.Micro.Results;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>How the benchmarks are run.</summary>
internal static class MicroConfig
{
    public static IConfig Create(MicroOptions options) => ManualConfig.CreateEmpty()
        .AddJob(JobFor(options))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddExporter(MarkdownExporter.GitHub, JsonExporter.Full)
        .AddValidator(JitOptimizationsValidator.FailOnError)
        .AddEventProcessor(new MicroProgress(Console.Out))
        .AddFilter(new SimpleFilter(benchmark => MicroResult.NameOf(benchmark).Contains(options.Filter, StringComparison.OrdinalIgnoreCase)))
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine(RepositoryFolder.Root, "artifacts", "benchmarks"));

    // In this process: nothing is built anew, and its settings are those of the server that is measured elsewhere. The first iterations give the runtime
    // the time to compile what is hot.
    private static Job JobFor(MicroOptions options) => Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithLaunchCount(1)
        .WithWarmupCount(options.IsQuick ? 8 : 10)
        .WithIterationCount(options.IsQuick ? 3 : 15)
        .WithIterationTime(TimeInterval.FromMilliseconds(options.IsQuick ? 60 : 150))
        .WithGcForce(!options.IsQuick)
        .WithId(options.IsQuick ? "quick" : "full");
}
