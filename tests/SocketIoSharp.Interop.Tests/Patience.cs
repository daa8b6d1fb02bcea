namespace SocketIoSharp.Interop.Tests;

/// <summary>How long a test waits for what must happen: only something broken needs as much.</summary>
internal static class Patience
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(20);

    public static Task WithPatience(this Task task) => task.WaitAsync(Limit);

    public static Task<T> WithPatience<T>(this Task<T> task) => task.WaitAsync(Limit);

    /// <summary>Waits for a state that no event tells of.</summary>
    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var deadline = DateTime.UtcNow + Limit;
        while (!condition())
        {
            if (DateTime.UtcNow > deadline)
            {
                throw new TimeoutException($"Waited {Limit} for: {what}");
            }

            await Task.Delay(10);
        }
    }
}
