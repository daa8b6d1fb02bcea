using System.Runtime.CompilerServices;

namespace SocketIoSharp.Tests.Shared;

/// <summary>How long a test waits for what must happen.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task Soon(this Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        if (await Task.WhenAny(task, Task.Delay(Limit)) != task)
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
    public static async Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var patience = Task.Delay(Limit);
        while (!condition())
        {
            if (patience.IsCompleted)
            {
                throw new TimeoutException($"Not within {Limit.TotalSeconds} seconds: {what}");
            }

            await Task.Delay(1);
        }
    }
}
