using System.Globalization;
using SocketIoSharp.Endurance.Fuzzing.Decoders;
using SocketIoSharp.Endurance.Fuzzing.Dialogues;
using SocketIoSharp.Endurance.Fuzzing.Live;
using SocketIoSharp.Protocol.Tests.Fuzzing;

namespace SocketIoSharp.Endurance.Fuzzing;

/// <summary>The command <c>fuzz</c>: broken inputs for every decoder, then broken dialogues for live servers, until the time is up or something is found.</summary>
internal static class FuzzRun
{
    private static readonly TimeSpan InFull = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["--replay", var file])
        {
            return await ReplayAsync(file);
        }

        var options = RunOptions.Parse(args);
        var seed = options.Seed ?? Random.Shared.Next();
        var duration = options.Duration ?? (options.IsQuick ? Quick : InFull);
        Console.WriteLine($"Seed {seed}, {duration.TotalSeconds} seconds of decoders and as many of dialogues.");
        IReadOnlyDictionary<string, long> decoders;
        try
        {
            decoders = DecoderFuzzing.Run(seed, duration);
            Console.WriteLine($"Decoders kept their promises for {decoders.Values.Sum().ToString("N0", CultureInfo.InvariantCulture)} inputs.");
        }
        catch (FuzzFailureException exception)
        {
            Console.WriteLine($"A decoder has broken a promise, with seed {seed}: {exception}");
            return 1;
        }

        var result = await new DialogueFuzzing(seed, duration, warmUps: options.IsQuick ? 300 : 2000).RunAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Dialogues:N0} dialogues, {result.Sent:N0} requests, frames and pieces; bystanders were answered {result.Answers:N0} times."));
        if (result.Finding is { } finding)
        {
            return await ReportAsync(finding, result.Mutator, options, seed);
        }

        if (!options.IsQuick || options.Output is not null)
        {
            FuzzDocument.Write(options.Folder, seed, duration, decoders, result);
        }

        return 0;
    }

    private static async Task<int> ReportAsync(FuzzFinding finding, DialogueMutator mutator, RunOptions options, int seed)
    {
        Console.WriteLine("Found: " + finding.Reason);
        await using var minimiser = new Minimiser(mutator);
        var dialogues = finding.IsSeenAtOnce ? await minimiser.ReduceAsync(finding.Suspects) : finding.Suspects;
        var folder = options.Output ?? Path.Combine(RepositoryFolder.Root, "artifacts", "fuzz");
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"seed-{seed}.txt"));
        Dialogue.Write(file, finding.Reason, dialogues);
        Console.WriteLine($"{dialogues.Count} dialogues, {dialogues.Sum(dialogue => dialogue.Steps.Count)} steps. Again with: fuzz --replay {file}");
        return 1;
    }

    private static async Task<int> ReplayAsync(string file)
    {
        const int Times = 5;
        var dialogues = Dialogue.Read(file);
        await using var stage = new FuzzStage(new DialogueMutator(SeedDialogues.Read()));
        await stage.StartAsync(dialogues.Select(dialogue => dialogue.Server));
        try
        {
            for (var i = 0; i < Times; i++)
            {
                await Task.WhenAll(dialogues.Select((dialogue, index) => stage.PlayAsync(dialogue, (i * dialogues.Count) + index)));
            }

            _ = await stage.SettleAsync();
            await stage.EndAsync();
            Console.WriteLine($"{dialogues.Count} dialogues, {Times} times: nothing was found.");
            return 0;
        }
        catch (OracleException exception)
        {
            Console.WriteLine("Found: " + exception.Message);
            return 1;
        }
    }
}
