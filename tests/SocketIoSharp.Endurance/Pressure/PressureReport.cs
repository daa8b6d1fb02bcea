using System.Globalization;
using System.Text;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Pressure;

/// <summary>Writes what a run has found for people to read.</summary>
internal static class PressureReport
{
    public static Task WriteAsync(RunOptions options, IReadOnlyList<PressureResult> results, TimeSpan duration)
    {
        Directory.CreateDirectory(options.Folder);
        var text = new StringBuilder();
        text.AppendLine("# A server in trouble");
        text.AppendLine();
        text.AppendLine("Heartbeats are there to find clients that are gone. A server that has no thread, is stopped or collects garbage hears nobody, and must not take that for their");
        text.AppendLine("silence. The run brings a server into trouble, each kind with a server process of its own, and counts who is still there.");
        text.AppendLine();
        text.AppendLine("```sh");
        text.AppendLine("dotnet run -c Release --project tests/SocketIoSharp.Endurance -- pressure");
        text.AppendLine("```");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"Run on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, Linux, .NET {Environment.Version}. Ping interval and timeout {PressureResult.Seconds(PressureApplication.Heartbeat)} each; {PressureResult.Seconds(duration)} of each trouble.");
        text.AppendLine("Half of the clients use WebSocket, half long-polling; all answer every ping at once. The clients that cause the trouble are among them.");
        text.AppendLine();
        text.AppendLine("| Trouble | What happens | Clients | Closed | Not served afterwards | Longest answer | Silent client closed afterwards |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var result in results)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.Trouble.Name} | {result.Trouble.Text} | {result.Clients} | {result.Closed} | {result.Unserved} | {PressureResult.Seconds(result.LongestAnswer)} | {(result.IsSilentFound ? "yes" : "no")} |");
        }

        text.AppendLine();
        text.AppendLine("The longest answer is that of one client that asked all the time: it shows how much trouble there was. The promise is that nobody is closed who answers, that all are");
        text.AppendLine("served afterwards, and that a client that answers no ping is still found.");
        return File.WriteAllTextAsync(Path.Combine(options.Folder, "pressure.md"), text.ToString());
    }
}
