using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BenchmarkDotNet.Environments;

namespace SocketIoSharp.Benchmarks.Micro.Results;

/// <summary>Writes the results for programs (<c>micro.json</c>) and for people (<c>micro.md</c>).</summary>
internal static class MicroReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(MicroOptions options, HostEnvironmentInfo host, IReadOnlyList<MicroResult> results)
    {
        Directory.CreateDirectory(options.Output);
        Save(Path.Combine(options.Output, "micro.json"), ToJson(results));
        Save(Path.Combine(options.Output, "micro.md"), ToMarkdown(options, host, results));
    }

    private static string ToJson(IReadOnlyList<MicroResult> results) =>
        JsonSerializer.Serialize(results.Select(result => new { result.Name, result.Parameters, Nanoseconds = Math.Round(result.Nanoseconds, 2), result.AllocatedBytes }), Json) + "\n";

    private static string ToMarkdown(MicroOptions options, HostEnvironmentInfo host, IReadOnlyList<MicroResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine("# Micro benchmarks").AppendLine()
            .AppendLine("One operation at a time, within one process and without a network: the median of its time, and the bytes that it allocates.")
            .AppendLine("Bytes are exact; times are of one machine and one day.");
        if (options.IsQuick)
        {
            text.AppendLine("This was a quick run: its times are rough.");
        }

        text.AppendLine().AppendLine("```text").AppendJoin('\n', MachineOf(host)).AppendLine().AppendLine("```");
        foreach (var group in results.GroupBy(result => result.Group))
        {
            AppendTable(text, group.Key, [.. group]);
        }

        text.AppendLine().AppendLine("```sh").AppendLine("dotnet run -c Release --project tests/SocketIoSharp.Benchmarks -- micro").AppendLine("```");
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, string title, MicroResult[] results)
    {
        string[] parameters = [.. results[0].Parameters.Keys];
        text.AppendLine().Append("## ").AppendLine(title).AppendLine();
        AppendRow(text, ["", .. parameters.Select(name => name.ToLowerInvariant()), "time", "allocated"]);
        AppendRow(text, ["---", .. parameters.Select(_ => "---:"), "---:", "---:"]);
        foreach (var result in results)
        {
            AppendRow(text, [result.Case, .. parameters.Select(name => Number(result.Parameters[name])), HumanUnits.Time(result.Nanoseconds), HumanUnits.Bytes(result.AllocatedBytes)]);
        }
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");

    private static string Number(object value) => string.Format(CultureInfo.InvariantCulture, "{0:N0}", value);

    private static IEnumerable<string> MachineOf(HostEnvironmentInfo host) =>
    [
        .. host.ToFormattedString().Where(line => line.Length > 0),
        $"{RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} garbage collection",
        $"SocketIoSharp {typeof(SocketIoServer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}",
    ];

    private static void Save(string path, string text)
    {
        File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        Console.WriteLine(path);
    }
}
