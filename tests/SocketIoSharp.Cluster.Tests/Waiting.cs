using System.Diagnostics;

namespace SocketIoSharp.Cluster.Tests;

internal static class Waiting
{
    /// <summary>Waits for a state that nothing announces, and that is asked for.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience.Limit)
            {
                throw new TimeoutException($"Waited in vain for {what}.");
            }

            await Task.Delay(10);
        }
    }
}
