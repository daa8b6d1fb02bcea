using System.Globalization;

namespace SocketIoSharp.Endurance.Jitter;

/// <summary>What a run against one server came to.</summary>
/// <param name="Server">Which one.</param>
/// <param name="Clients">How many there were.</param>
/// <param name="Complete">How many were connected in the end and had the last message of their streams.</param>
/// <param name="Cuts">TCP connections that were cut or refused.</param>
/// <param name="Reconnections">How often clients came back.</param>
/// <param name="Recovered">How often their session went on.</param>
/// <param name="WithoutOffset">How often it could not: the client had got nothing yet.</param>
/// <param name="StillHere">How often it did not, and the server had not noticed yet that the client was gone.</param>
/// <param name="Gone">How often it did not, although the server knew that the client was gone.</param>
/// <param name="Delivered">Messages that came.</param>
/// <param name="Lost">Messages that never came, although the session to which they were sent went on.</param>
/// <param name="Duplicated">Messages that came again.</param>
/// <param name="Late">Messages that came behind a later one.</param>
/// <param name="Skipped">Messages between a session and another that was not its continuation.</param>
/// <param name="Leftovers">Events that the stock client kept from recoveries which were cut, and would have emitted twice.</param>
/// <param name="CatchingUp">From the cut to the moment when a recovered client had everything, its own pause included.</param>
/// <param name="Restoring">From the beginning of the attempt that succeeded to the same moment: the part that is not the client's pause.</param>
internal sealed record JitterResult(
    string Server,
    int Clients,
    int Complete,
    int Cuts,
    int Reconnections,
    int Recovered,
    int WithoutOffset,
    int StillHere,
    int Gone,
    long Delivered,
    long Lost,
    long Duplicated,
    long Late,
    long Skipped,
    long Leftovers,
    Percentiles CatchingUp,
    Percentiles Restoring)
{
    // The clients' clock is set once, when their process starts.
    private const double ClockTolerance = 20;

    // It takes a cut in the moment between CONNECT and what follows it.
    private const double MostExcused = 0.02;

    /// <summary>What was to come: everything from a client's first message on.</summary>
    public long Expected => Delivered + Lost + Skipped;

    /// <param name="server">Which one it was.</param>
    /// <param name="reports">What the clients say.</param>
    /// <param name="cuts">When each client's line was cut, by the client's number.</param>
    public static JitterResult From(string server, IReadOnlyCollection<ClientReport> reports, IReadOnlyList<DateTime[]> cuts)
    {
        var reconnections = reports.SelectMany(report => report.Reconnections).ToArray();
        var streams = reports.SelectMany(report => report.Streams).ToArray();
        return new JitterResult(
            server,
            reports.Count,
            reports.Count(report => report.IsComplete),
            cuts.Sum(times => times.Length),
            reconnections.Length,
            reconnections.Count(back => back.Recovered),
            reconnections.Count(back => back.Reason == "no offset"),
            reconnections.Count(back => back.Reason == "still here"),
            reconnections.Count(back => back.Reason == "gone"),
            streams.Sum(stream => (long)stream.Delivered),
            streams.Sum(stream => (long)stream.Lost),
            streams.Sum(stream => (long)stream.Duplicated),
            streams.Sum(stream => (long)stream.Late),
            streams.Sum(stream => (long)stream.Skipped),
            reports.Sum(report => (long)report.Leftovers),
            Percentiles.Of(reports.SelectMany(report => TimesOf(report, cuts[report.Number]))),
            Percentiles.Of(reconnections.Where(back => back.Recovered).Select(back => back.BackAt - back.AttemptAt)));
    }

    /// <summary>The promises that were not kept, a sentence each.</summary>
    public IEnumerable<string> Faults()
    {
        if (Reconnections < Clients)
        {
            yield return Say($"{Clients} clients came back only {Reconnections} times: too seldom to prove anything.");
        }

        if (Complete < Clients)
        {
            yield return Say($"{Clients - Complete} clients were not connected in the end, or had not caught up.");
        }

        if (Lost + Duplicated + Late > 0)
        {
            yield return Say($"{Lost} messages were lost, {Duplicated} came twice, {Late} came behind a later one.");
        }

        if (StillHere + Gone > 0)
        {
            yield return Say($"{StillHere + Gone} clients came back and were not recovered: {StillHere} before the server had missed them, {Gone} after that.");
        }

        if (WithoutOffset > MostExcused * Reconnections)
        {
            yield return Say($"{WithoutOffset} of {Reconnections} clients were cut before their first message: too many to prove anything.");
        }
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // What the client noticed was the last cut before it; a cut that met nothing that mattered was followed by no reconnection.
    private static IEnumerable<double> TimesOf(ClientReport report, DateTime[] cuts)
    {
        var times = Array.ConvertAll(cuts, cut => (cut - DateTime.UnixEpoch).TotalMilliseconds);
        foreach (var back in report.Reconnections.Where(back => back.Recovered))
        {
            var earlier = Array.FindLast(times, time => time <= back.LostAt + ClockTolerance);
            yield return back.BackAt - (earlier > 0 ? Math.Min(earlier, back.LostAt) : back.LostAt);
        }
    }}
