using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SocketIoSharp.Tests.Shared;

/// <summary>How long a test waits for what must happen.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task Soon(this Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        // Not a delay to race with: it would stay behind for all of its time, and some tests measure memory.
        await task.WaitAsync(Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!task.IsCompleted)
        {
            throw new TimeoutException($"Not within {Limit.TotalSeconds} seconds: {what}");
        }

        await task;
    }

    public static async Task<T> Soon<T>(this Task<T> task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await ((Task)task).Soon(what);
        return await task;
    }

    public static Task<T> Soon<T>(this ValueTask<T> task, [CallerArgumentExpression(nameof(task))] string what = "") => task.AsTask().Soon(what);

    /// <summary>Waits for a state that nothing announces.</summary>
    public static Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") => UntilAsync(() => Task.FromResult(condition()), what);

    /// <summary>Waits for a state that somebody else has to be asked for.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"Not within {Limit.TotalSeconds} seconds: {what}");
            }

            await Task.Delay(1);
        }
    }
}
