using System.Collections.Concurrent;
using System.Diagnostics;
using SocketIoSharp.Endurance.Fuzzing.Dialogues;
using SocketIoSharp.Endurance.Fuzzing.Live;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Fuzzing;

/// <summary>Plays dialogues, many at once, against live servers, for as long as there is time.</summary>
internal sealed class DialogueFuzzing(int seed, TimeSpan duration, int warmUps)
{
    private const int AtOnce = 48;

    // Whoever has broken a server may have been gone for a while.
    private const int Remembered = 400;

    private readonly DialogueMutator _mutator = new(SeedDialogues.Read());
    private readonly ConcurrentQueue<Dialogue> _recent = new();
    private int _next;
    private FuzzFinding? _finding;

    /// <returns>How many dialogues were played and what was sent, and what was found, if anything.</returns>
    public async Task<DialogueResult> RunAsync()
    {
        await using var stage = new FuzzStage(_mutator);
        await stage.StartAsync(Dialogue.Json, Dialogue.MessagePack);
        var clock = Stopwatch.StartNew();
        ServerState[] before = [], after = [];
        try
        {
            // Pools and caches fill up first.
            await PlayManyAsync(stage, () => _next < warmUps);
            before = await SettleAsync(stage);
            clock.Restart();
            await PlayManyAsync(stage, () => clock.Elapsed < duration);
            clock.Stop();
            after = await SettleAsync(stage);
            await FinishAsync(stage, before, after);
        }
        catch (OracleException exception)
        {
            _finding ??= new FuzzFinding(exception.Message, [.. _recent], IsSeenAtOnce: false);
        }

        return new DialogueResult(_next, stage.Sent, clock.Elapsed, stage.Servers.Sum(server => server.Answers), Warnings(stage), before, after, _finding, _mutator);
    }

    private async Task PlayManyAsync(FuzzStage stage, Func<bool> isTime) =>
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (isTime() && _finding is null)
            {
                await PlayOneAsync(stage, Interlocked.Increment(ref _next));
            }
        }));

    private async Task PlayOneAsync(FuzzStage stage, int number)
    {
        // Dialogue N of a seed is the same one whatever was played before it.
        var own = unchecked((seed * 31_337) + number);
        var dialogue = _mutator.Next(new Random(own));
        dialogue = dialogue with { Name = $"seed {seed}, dialogue {number}, from: {dialogue.Name}" };
        _recent.Enqueue(dialogue);
        if (_recent.Count > Remembered)
        {
            _ = _recent.TryDequeue(out _);
        }

        try
        {
            await stage.PlayAsync(dialogue, own);
        }
        catch (OracleException exception)
        {
            _finding ??= new FuzzFinding(exception.Message, [dialogue], IsSeenAtOnce: true);
        }

        if (stage.FindFault() is { } fault)
        {
            _finding ??= new FuzzFinding(fault, [.. _recent], IsSeenAtOnce: true);
        }
    }

    private Task<ServerState[]> SettleAsync(FuzzStage stage) => _finding is null ? stage.SettleAsync() : Task.FromResult<ServerState[]>([]);

    private async Task FinishAsync(FuzzStage stage, ServerState[] before, ServerState[] after)
    {
        if (_finding is null)
        {
            foreach (var (first, second) in before.Zip(after))
            {
                FuzzedServer.Compare(first, second);
            }

            await stage.EndAsync();
        }
    }

    private static Dictionary<string, int> Warnings(FuzzStage stage) =>
        stage.Servers.SelectMany(server => server.Warnings).GroupBy(warning => warning.Key).ToDictionary(group => group.Key, group => group.Sum(warning => warning.Value));
}
