using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace SocketIoSharp.Benchmarks.Micro.Results;

/// <summary>Whatever keeps a run from having a complete result.</summary>
internal static class MicroFailures
{
    public static List<string> In(Summary[] summaries, BenchmarkRunInfo[] selected)
    {
        var faults = summaries.SelectMany(summary => summary.ValidationErrors).Where(error => error.IsCritical).Select(error => error.Message).Distinct();
        var failed = summaries.SelectMany(summary => summary.Reports).Where(report => !report.Success).Select(report => MicroResult.NameOf(report.BenchmarkCase) + " has failed");
        List<string> failures = [.. faults, .. failed];
        if (failures.Count == 0 && summaries.Sum(summary => summary.Reports.Length) < selected.Sum(run => run.BenchmarksCases.Length))
        {
            failures.Add("Not all benchmarks have run.");
        }

        return failures;
    }
}
