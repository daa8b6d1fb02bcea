using SocketIoSharp.Benchmarks.Reporting.Plots;
using SocketIoSharp.Benchmarks.Reporting.Targets;

namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>Writes what a run has found: raw data, tables and plots.</summary>
internal static class ReportWriter
{
    private const string DocumentName = "load.md";

    /// <returns>The table of targets, for the console.</returns>
    public static async Task<string> WriteAsync(LoadResults results, string folder)
    {
        Directory.CreateDirectory(folder);
        // The measurements first: whatever goes wrong below can be done again from them.
        await ResultFile.WriteAsync(results, folder);
        var targets = TargetTable.Of(results);
        var charts = LoadCharts.Of(results);
        await File.WriteAllTextAsync(Path.Combine(folder, DocumentName), LoadDocument.Of(results, targets, charts.Where(chart => chart.HasBars)));
        foreach (var chart in charts)
        {
            await WriteAsync(chart, Path.Combine(folder, chart.FileName));
        }

        return targets.ToConsole();
    }

    private static async Task WriteAsync(BarChart chart, string path)
    {
        if (chart.HasBars)
        {
            await File.WriteAllTextAsync(path, BarChartDrawing.Of(chart));
        }
        else
        {
            // A plot of an earlier run beside tables of this one would be a lie.
            File.Delete(path);
        }
    }
}
