using System.Text.Json;
using SocketIoSharp.Endurance.Processes;

namespace SocketIoSharp.Endurance.Churn;

/// <summary>100,000 connections in turns: what the server holds after the last is what it held after the first.</summary>
internal static class ChurnRun
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(RunOptions options)
    {
        var (turns, size) = options.IsQuick ? (3, 1_500) : (10, 10_000);
        using var server = await ServedProcess.StartAsync("churn");
        var crowd = new ChurnCrowd(server.Url, options.Seed ?? 1);
        var plateaus = new List<Plateau>();
        for (var turn = 0; turn < turns; turn++)
        {
            await crowd.PlayAsync(size);
            plateaus.Add(await Plateau.ReachAsync(server, crowd.Total));
            await Console.Out.WriteLineAsync($"{plateaus[^1].Connections} connections: {plateaus[^1].State}");
        }

        Directory.CreateDirectory(options.Folder);
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "churn.json"), JsonSerializer.Serialize(plateaus, Json));
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "churn.md"), ChurnDocument.Of(plateaus, crowd));
        return Verdict.Of(crowd, plateaus[^1].GrownSince(plateaus[0]));
    }
}
