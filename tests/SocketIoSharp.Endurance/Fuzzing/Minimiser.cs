using System.Diagnostics;
using SocketIoSharp.Endurance.Fuzzing.Dialogues;
using SocketIoSharp.Endurance.Fuzzing.Live;

namespace SocketIoSharp.Endurance.Fuzzing;

/// <summary>Makes a finding smaller: finds the dialogue that is enough for it, and drops the steps that are not needed.</summary>
internal sealed class Minimiser(DialogueMutator mutator) : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    // What is a matter of luck is so for one of many.
    private const int Copies = 24;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private FuzzStage? _stage;

    /// <returns>The suspects, or what is left of the one that is enough.</returns>
    public async Task<IReadOnlyList<Dialogue>> ReduceAsync(IReadOnlyList<Dialogue> suspects)
    {
        // The last ones are the likely ones.
        foreach (var suspect in suspects.Reverse())
        {
            if (_clock.Elapsed < Longest && await FailsAsync(suspect))
            {
                return [await DropStepsAsync(suspect)];
            }
        }

        return suspects;
    }

    public ValueTask DisposeAsync() => _stage?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<Dialogue> DropStepsAsync(Dialogue dialogue)
    {
        for (var at = dialogue.Steps.Count - 1; at >= 0 && _clock.Elapsed < Longest; at--)
        {
            var shorter = dialogue with { Steps = [.. dialogue.Steps.Where((_, index) => index != at)] };
            dialogue = await FailsAsync(shorter) ? shorter : dialogue;
        }

        return dialogue;
    }

    private async Task<bool> FailsAsync(Dialogue dialogue)
    {
        _stage ??= new FuzzStage(mutator);
        await _stage.StartAsync(dialogue.Server);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Copies).Select(copy => _stage.PlayAsync(dialogue, copy)));

            // What the server logs needs a moment to get here.
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            if (_stage.FindFault() is null)
            {
                return false;
            }
        }
        catch (OracleException)
        {
            // As it is to be.
        }

        await _stage.DisposeAsync();
        _stage = null;
        return true;
    }
}
