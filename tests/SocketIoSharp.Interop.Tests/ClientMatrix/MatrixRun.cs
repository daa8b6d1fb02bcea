using System.Collections.Concurrent;

namespace SocketIoSharp.Interop.Tests.ClientMatrix;

/// <summary>Plays rows, each once, a few at a time.</summary>
internal sealed class MatrixRun : IAsyncDisposable
{
    private const int AtOnce = 3;

    private readonly MatrixServers _servers = new();
    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly ConcurrentDictionary<MatrixRow, Lazy<Task<IReadOnlyList<AspectOutcome>>>> _outcomes = new();

    /// <summary>How a row went.</summary>
    public Task<IReadOnlyList<AspectOutcome>> OutcomesOf(MatrixRow row) =>
        _outcomes.GetOrAdd(row, _ => new Lazy<Task<IReadOnlyList<AspectOutcome>>>(() => Task.Run(() => PlayAsync(row)))).Value;

    /// <summary>What is wrong with a row, in lines; nothing if it is as the plan says.</summary>
    public async Task<IReadOnlyList<string>> FaultsOf(MatrixRow row)
    {
        var outcomes = await OutcomesOf(row);
        var faults = outcomes.Where(outcome => outcome.Error is not null).Select(outcome => $"{row}: {outcome.Aspect}: {outcome.Error}").ToList();
        faults.AddRange(row.Aspects.Except(outcomes.Select(outcome => outcome.Aspect)).Select(aspect => $"{row}: {aspect} was not played."));
        var skipped = outcomes.Where(outcome => outcome.Skipped).Select(outcome => outcome.Aspect).ToList();
        faults.AddRange(skipped.Except(row.Lacks).Select(aspect => $"{row}: {aspect} was left out."));
        return faults;
    }

    public Task<IReadOnlyCollection<string>> ServerErrorsAsync() => _servers.ErrorsAsync();

    public async ValueTask DisposeAsync()
    {
        await _servers.DisposeAsync();
        _turns.Dispose();
    }

    private async Task<IReadOnlyList<AspectOutcome>> PlayAsync(MatrixRow row)
    {
        await _turns.WaitAsync();
        try
        {
            return await row.PlayAsync(_servers);
        }
        finally
        {
            _turns.Release();
        }
    }
}
