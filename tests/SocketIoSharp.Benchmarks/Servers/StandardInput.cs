namespace SocketIoSharp.Benchmarks.Servers;

/// <summary>The pipe from the process that measures: when it closes, that process has gone or wants no more of this one.</summary>
internal static class StandardInput
{
    /// <summary>Completes when standard input ends.</summary>
    public static Task WaitForEndAsync()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        // A thread of its own: reads of the console block, and would take a thread from the pool under measurement.
        new Thread(() => ReadToEnd(ended)) { IsBackground = true, Name = "standard input" }.Start();
        return ended.Task;
    }

    private static void ReadToEnd(TaskCompletionSource ended)
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[256];
        while (input.Read(ignored) > 0)
        {
        }

        ended.SetResult();
    }
}
