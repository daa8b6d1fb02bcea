using System.Diagnostics;
using SocketIoSharp.Benchmarks.Dialects;
using SocketIoSharp.Benchmarks.Load;
using SocketIoSharp.Benchmarks.Processes;
using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>One run of one scenario against one server: the loop, the clock, and what is counted.</summary>
internal sealed class ScenarioRun(ServerProcess server, string serverName, Durations durations, LoadLoop loop)
{
    // Above this share of its core the generator may have been what limited the throughput.
    private const double LimitingShare = 0.9;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public ServerProcess Server => server;

    public string ServerName => serverName;

    public Dialect Dialect { get; } = Dialect.Of(serverName);

    public LoadLoop Loop => loop;

    public Durations Durations => durations;

    public LatencyRecorder Latencies { get; } = new();

    /// <summary>What has been done: messages, deliveries, connections.</summary>
    public long Operations { get; set; }

    public void Wait(Func<bool> isDone) => loop.RunUntil(isDone, Patience);

    /// <summary>Warms up and measures what goes on by itself, or is driven by <paramref name="tick"/>, which is called again and again.</summary>
    public Measurement Measure(string scenario, Action? tick = null)
    {
        RunFor(durations.WarmUp, tick);
        return MeasureUntil(scenario, IsOver(durations.Measured, tick));
    }

    /// <summary>Measures until <paramref name="isDone"/>.</summary>
    public Measurement MeasureUntil(string scenario, Func<bool> isDone)
    {
        Latencies.Clear();
        Operations = 0;
        loop.ResetShare();
        var before = server.ProcessorTime;
        var start = Stopwatch.GetTimestamp();
        Wait(isDone);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var used = server.ProcessorTime - before;
        return new Measurement(
            scenario, serverName, Round: 0, Cores: 1, seconds, Operations, Bytes: 0, used.Total, used.User, used.System, ResidentBytesPerConnection: null,
            Latencies.Percentile(0.5), Latencies.Percentile(0.99), Latencies.Percentile(0.999), loop.Share,
            loop.Share > LimitingShare ? $"the generator was busy {loop.Share:P0} of the time" : null);
    }

    private void RunFor(TimeSpan time, Action? tick) => Wait(IsOver(time, tick));

    private static Func<bool> IsOver(TimeSpan time, Action? tick)
    {
        var start = Stopwatch.GetTimestamp();
        return () =>
        {
            tick?.Invoke();
            return Stopwatch.GetElapsedTime(start) > time;
        };
    }
}
