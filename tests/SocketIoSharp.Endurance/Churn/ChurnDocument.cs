using System.Globalization;
using System.Text;

namespace SocketIoSharp.Endurance.Churn;

/// <summary>What the runs have to tell, for people.</summary>
internal static class ChurnDocument
{
    private const double Megabyte = 1024 * 1024;

    private const string Kinds = """
        Clients of six kinds, in an order that a seed decides: *clean* ones, which join namespaces and rooms, ask, send binary, half of them after an upgrade, and say goodbye; those that are *cut* in the midst of a
        frame; *half-open* ones, which fall silent and close nothing; those that open a session over *polling and never come back*; those that *never answer* what they are asked; and those that are *refused*: an
        unknown transport or session, a middleware, an unknown namespace. Heartbeats are short, connection state recovery is on for 2 seconds.
        """;

    public static string Of(IReadOnlyList<Plateau> plateaus, ChurnCrowd crowd)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            # {plateaus[^1].Connections:N0} connections

            {Kinds}

            After each turn the server is left alone until it has forgotten everybody: no sessions, no sockets, no rooms, nothing to come back to. Then it is looked at five times, a second apart, each time after a full
            collection; the least of each figure counts. None may be more than 5 % above what it was after the first turn (the heap: or 256 KiB; handles and timers: or 5; memory in use counts from the first 10,000 connections on).

            | Connections | Heap | Memory in use | Handles | Timers |
            |---|---|---|---|---|
            """);
        foreach (var plateau in plateaus)
        {
            text.AppendLine(Row(plateau));
        }

        return text.Append(Closing(crowd, "churn")).ToString();
    }

    public static string OfSoak(Plateau first, Plateau last, SoakTrend? trend, ChurnCrowd crowd, TimeSpan duration)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            # {Name(duration)} without a pause

            {Kinds}

            ![What the server held over time](soak.svg)

            The figures below are of a server that has forgotten everybody, early and at the end; [churn](churn.md) says how they are taken. The plot shows it under load.

            | Connections | Heap | Memory in use | Handles | Timers |
            |---|---|---|---|---|
            {Row(first)}
            {Row(last)}
            """);
        if (trend is not null)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"""
                Under load the memory in use was {trend.Early / Megabyte:F1} MiB in the first third of the time, after {SoakTrend.WarmMinutes:F0} minutes to get warm, and {trend.Late / Megabyte:F1} MiB in the last (medians): that is what may not
                grow by more than 5 %, beside heap, handles and timers of the table. What is in use when everybody is gone depends on how much the runtime has given back by then.
                """);
        }

        return text.Append(Closing(crowd, "soak --duration 1h")).ToString();
    }

    private static string Name(TimeSpan duration) => duration.TotalMinutes >= 60 ? $"{duration.TotalHours:0.#} hours".Replace("1 hours", "An hour", StringComparison.Ordinal) : $"{duration.TotalMinutes:0.#} minutes";

    private static string Row(Plateau plateau) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {plateau.Connections:N0} | {plateau.State.HeapBytes / Megabyte:F2} MiB | {plateau.State.ResidentBytes / Megabyte:F1} MiB | {plateau.State.Handles} | {plateau.State.Timers} |");

    private static string Closing(ChurnCrowd crowd, string command) => string.Create(
        CultureInfo.InvariantCulture,
        $"""

        Played: {string.Join(", ", crowd.Played.OrderBy(kind => kind.Key).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value:N0} {kind.Key}")))}; {crowd.Failures.Count} went wrong.

        ```sh
        dotnet run -c Release --project tests/SocketIoSharp.Endurance -- {command}
        ```

        Run on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.OSVersion.Platform}, {Environment.ProcessorCount} cores, which server and clients shared.

        """);
}
