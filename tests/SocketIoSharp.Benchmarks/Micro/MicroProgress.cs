using System.Diagnostics;
using BenchmarkDotNet.EventProcessors;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using SocketIoSharp.Benchmarks.Micro.Results;

namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>Says what runs and how long it will take. The library's own, much longer log goes to a file.</summary>
internal sealed class MicroProgress(TextWriter output) : EventProcessor
{
    private readonly Stopwatch _watch = new();
    private int _total;
    private int _done;

    public override void OnStartBuildStage(IReadOnlyList<BuildPartition> partitions) => _total = partitions.Sum(partition => partition.Benchmarks.Length);

    public override void OnStartRunStage() => _watch.Start();

    public override void OnEndRunBenchmark(BenchmarkCase benchmarkCase, BenchmarkReport report)
    {
        _done++;
        var time = report.Success ? HumanUnits.Time(report.ResultStatistics!.Median) : "failed";
        var parameters = string.Concat(benchmarkCase.Parameters.Items.Select(parameter => $", {parameter.Name.ToLowerInvariant()} {parameter.Value:N0}"));
        output.WriteLine($"[{_done}/{_total}] {MicroResult.NameOf(benchmarkCase)}{parameters}: {time}{Left()}");
    }

    private string Left()
    {
        var left = _watch.Elapsed / _done * (_total - _done);
        return $"; {left:m\\:ss} left";
    }
}
