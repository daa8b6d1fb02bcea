using static SocketIoSharp.Benchmarks.Reporting.KnownServers;

namespace SocketIoSharp.Benchmarks.Reporting.Plots;

/// <summary>The plots of the load benchmark.</summary>
internal static class LoadCharts
{
    private const double LongestRatio = 6;

    // What somebody chooses from; the others are there to show how much is possible.
    private static readonly string[] RealServers = [Ours, SignalR, Bun, Node];
    private static readonly (string Scenario, string Title)[] Overview =
    [
        ("echo-8", "Echo, 8 in flight"), ("echo-1", "Echo, 1 in flight"), ("ack-8", "Acks, 8 in flight"), ("broadcast-1000", "Broadcast to 1,000"),
        ("polling-echo", "Polling echo"), ("connect-websocket", "New connections"), ("idle-memory", "Idle connections"),
    ];

    private static readonly (string Scenario, string Title)[] Echo =
        [("echo-8", "Echo, 8 in flight"), ("echo-1", "Echo, 1 in flight"), ("ack-8", "Acks, 8 in flight"), ("ack", "Acks, 1 in flight")];

    private static readonly (string Scenario, string Title)[] Broadcasts =
        [("broadcast-100", "To 100"), ("broadcast-1000", "To 1,000"), ("broadcast-5000", "To 5,000"), ("rooms", "To rooms of 10")];

    private static readonly (string Scenario, string Title)[] Idle = [("idle-memory", "WebSocket"), ("idle-cpu", "Heartbeats")];

    private static readonly (Figure Figure, string Title)[] Latencies =
        [(Figure.P50, "Half of all answers within"), (Figure.P99, "99 % within"), (Figure.P999, "99.9 % within")];

    public static IReadOnlyList<BarChart> Of(LoadResults results)
    {
        var bars = new ResultBars(results);
        return
        [
            Chart(results, "overview", "Cost relative to SocketIoSharp", "1 × is SocketIoSharp; shorter is better.",
                Overview.Select(each => bars.Relative(each.Scenario, each.Title, RealServers))) with { Reference = 1, Longest = LongestRatio },
            Chart(results, "echo", "Echo and acks", "Shorter is better.",
                Echo.Select(each => bars.Absolute(each.Scenario, each.Title))),
            Chart(results, "broadcast", "Broadcasts", "Shorter is better.",
                Broadcasts.Select(each => bars.Absolute(each.Scenario, each.Title))),
            Chart(results, "memory", "Idle connections", "Shorter is better; each group has its own scale.",
                Idle.Select(each => bars.Absolute(each.Scenario, each.Title))) with { IsOneScale = false },
            Chart(results, "latency", "Latency at half load", "Shorter is better; each group has its own scale.",
                Latencies.Select(each => bars.Absolute("open-loop", each.Title, each.Figure))) with { IsOneScale = false },
        ];
    }

    private static BarChart Chart(LoadResults results, string name, string title, string explanation, IEnumerable<BarGroup?> groups) =>
        new(name, title, explanation + Whiskers(results), [.. groups.OfType<BarGroup>()], PlotSource.Of(results.Machine));

    private static string Whiskers(LoadResults results)
    {
        var rounds = results.Measurements.Select(run => run.Round).DefaultIfEmpty().Max();
        return rounds > 1 ? $" Bars are medians of {rounds} rounds, whiskers the lowest and the highest." : "";
    }
}
