using System.Diagnostics;
using System.Globalization;
using SocketIoSharp.Endurance.Processes;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Pressure;

/// <summary>One kind of trouble that a server can be in.</summary>
/// <param name="Name">What the results call it.</param>
/// <param name="Text">What happens.</param>
/// <param name="IsFelt">Whether clients have to wait for it for longer than a heartbeat: otherwise the trouble was none.</param>
/// <param name="MakeAsync">Makes it, and ends when it is over.</param>
/// <param name="Settings">Configuration of the server.</param>
internal sealed record Trouble(string Name, string Text, bool IsFelt, Func<ServedProcess, PressedClient[], TimeSpan, Task> MakeAsync, params string[] Settings)
{
    // Longer than a ping waits for its pong, and than the next ping for the last pong.
    private static readonly TimeSpan Round = (3 * PressureApplication.Heartbeat) + (PressureApplication.Heartbeat / 2);

    public static Trouble[] All { get; } =
    [
        new("threads", "Handlers block every thread of the pool, which begins with two and gets one or two more in a second", IsFelt: true, BlockThreadsAsync, "--threads=2"),
        new("memory", "Blocking, compacting collections of a heap of small objects, one after the other", IsFelt: false, SqueezeAsync),
        new("sleep", "The process is stopped (SIGSTOP) for longer than interval and timeout together, and continued, again and again", IsFelt: true, SleepAsync),
        new("clock", "The time of day is set an hour ahead, and an hour back", IsFelt: false, JumpAsync),
    ];

    // So many that the pool cannot grow around them in the time given.
    private static async Task BlockThreadsAsync(ServedProcess server, PressedClient[] makers, TimeSpan duration)
    {
        await Task.WhenAll(makers.Select(maker => maker.EmitAsync("block", (int)Round.TotalMilliseconds)));
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration;)
        {
            await Task.Delay(Round / 2);
            await Task.WhenAll(makers.Select(maker => maker.EmitAsync("block", (int)Round.TotalMilliseconds)));
        }
    }

    private static async Task SqueezeAsync(ServedProcess server, PressedClient[] makers, TimeSpan duration)
    {
        await Task.WhenAll(makers.Take(2).Select(maker => maker.EmitAsync("squeeze", (int)duration.TotalMilliseconds)));
        await Task.Delay(duration);
    }

    private static async Task SleepAsync(ServedProcess server, PressedClient[] makers, TimeSpan duration)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration;)
        {
            await SignalAsync(server, "-STOP");
            await Task.Delay(Round);
            await SignalAsync(server, "-CONT");

            // Of another length than the heartbeat, so that the next stop comes at another moment of it.
            await Task.Delay(PressureApplication.Heartbeat * 0.7);
        }
    }

    private static async Task JumpAsync(ServedProcess server, PressedClient[] makers, TimeSpan duration)
    {
        const int Hour = 3600;
        foreach (var by in new[] { Hour, -2 * Hour, Hour })
        {
            await makers[0].EmitAsync("jump", by);
            await Task.Delay(Round < duration / 3 ? duration / 3 : Round);
        }
    }

    private static async Task SignalAsync(ServedProcess server, string signal)
    {
        using var kill = Process.Start("kill", [signal, server.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
