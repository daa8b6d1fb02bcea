using SocketIoSharp.Benchmarks.Reporting.Plots;

namespace SocketIoSharp.Benchmarks.Cluster.Reporting;

/// <summary>Writes what a run has found: raw data, tables and a plot.</summary>
internal static class ClusterReport
{
    /// <returns>The table of targets, for the console.</returns>
    public static async Task<string> WriteAsync(ClusterResults results, string folder)
    {
        Directory.CreateDirectory(folder);
        await ClusterFile.WriteAsync(results, folder);
        var targets = new ClusterTargets(results);
        var chart = ClusterChart.Of(results);
        await File.WriteAllTextAsync(Path.Combine(folder, ClusterDocument.Name), ClusterDocument.Of(results, targets, chart));
        if (chart.HasBars)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, chart.FileName), BarChartDrawing.Of(chart));
        }

        return targets.ToConsole();
    }
}
