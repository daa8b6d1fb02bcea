using System.Text;
using SocketIoSharp.Benchmarks.Reporting.Plots;
using SocketIoSharp.Benchmarks.Reporting.Targets;

namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>The results as a document in Markdown.</summary>
internal static class LoadDocument
{
    public static string Of(LoadResults results, TargetTable targets, IEnumerable<BarChart> charts)
    {
        var text = new StringBuilder("# Load benchmark\n\n");
        text.Append(MachineTable.Of(results.Machine)).Append('\n');
        text.Append("## What it must show\n\n").Append(targets.ToMarkdown()).Append('\n').Append(targets.Summary).Append(
            """
             A ratio is our median divided by the other one; in parentheses the lowest and the highest ratio
            of a single round, in which both servers had their turn one after the other.


            """.ReplaceLineEndings("\n"));
        foreach (var chart in charts)
        {
            text.Append("![").Append(chart.Title).Append("](").Append(chart.FileName).Append(")\n\n");
        }

        text.Append("## Servers\n\n").Append(Servers(results)).Append(
            """

            ## Scenarios

            All figures are medians over the rounds. CPU time is what the operating system says of the server's process. `≥` stands where the load generator,
            not the server, was the limit of the throughput; latencies of such runs are left out. Ratios are of the server in the row to ours.


            """.ReplaceLineEndings("\n"));
        return text.AppendJoin("\n", results.Scenarios.Select(scenario => ScenarioSection.Of(results, scenario)).Where(section => section.Length > 0)).ToString();
    }

    private static string Servers(LoadResults results)
    {
        var table = new TextTable("server", "version", "settings");
        foreach (var server in results.Servers)
        {
            table.Add(server.Title, server.Version, server.Settings);
        }

        return table.ToMarkdown(hasNumbers: false);
    }
}
