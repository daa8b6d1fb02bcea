using System.Globalization;

namespace SocketIoSharp.Endurance.Serving;

/// <summary>A server that its clients can bring into trouble: it blocks threads, burns memory and sets its clock when it is asked to.</summary>
internal static class PressureApplication
{
    private const int GraphNodes = 200_000;

    /// <summary>The times of its heartbeat, which are short so that trouble outlasts them.</summary>
    public static TimeSpan Heartbeat { get; } = TimeSpan.FromSeconds(1);

    public static Action<SocketIoServer> Prepare(WebApplicationBuilder builder)
    {
        if (builder.Configuration["threads"] is { } threads)
        {
            var count = int.Parse(threads, CultureInfo.InvariantCulture);
            ThreadPool.SetMinThreads(count, count);
        }

        builder.Services.AddSingleton<TimeProvider>(new SettableClock());
        builder.Services.AddSocketIo(options => (options.Engine.PingInterval, options.Engine.PingTimeout) = (Heartbeat, Heartbeat));
        return io => io.OnConnection(socket =>
        {
            socket.On("echo", (int number) => number);
            socket.On("block", (int milliseconds) => Thread.Sleep(milliseconds));
            socket.On("squeeze", (int milliseconds) => Task.Run(() => Squeeze(TimeSpan.FromMilliseconds(milliseconds))));
            socket.On("jump", (int seconds) => SettableClock.Jump(TimeSpan.FromSeconds(seconds)));
        });
    }

    // As much work for the collector as can be made: many small objects that live, and collections that move them all while every thread stands still.
    private static void Squeeze(TimeSpan duration)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < duration)
        {
            var graph = new List<object[]>();
            for (var i = 0; i < GraphNodes; i++)
            {
                graph.Add([graph, new byte[64], i]);
            }

            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.KeepAlive(graph);
        }
    }

    /// <summary>The machine's clock, but for the time of day, which can be set.</summary>
    private sealed class SettableClock : TimeProvider
    {
        private static long s_offset;

        public static void Jump(TimeSpan by) => Interlocked.Add(ref s_offset, by.Ticks);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref s_offset));
    }
}
