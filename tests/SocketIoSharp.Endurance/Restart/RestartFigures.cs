using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Restart;

/// <summary>What a restart has come to. Times are in seconds after SIGTERM.</summary>
internal sealed record RestartFigures
{
    // After these a stock client stays away until its application says otherwise.
    private static readonly string[] FinalReasons = ["io server disconnect", "io client disconnect"];

    private RestartFigures(string server) => Server = server;

    public string Server { get; }

    public int Clients { get; private init; }

    public double StoppedAfter { get; private init; }

    public int ExitCode { get; private init; }

    public double ListeningAfter { get; private init; }

    /// <summary>When the first client has left, and the last.</summary>
    public double[] LeftAfter { get; private init; } = [];

    /// <summary>When 50, 90, 99 and 100 percent of the clients were back; empty when not all are.</summary>
    public double[] BackAfter { get; private init; } = [];

    public int NotBack { get; private init; }

    public int InFlight { get; private init; }

    public int Answered { get; private init; }

    /// <summary>Events whose handler the first server had begun, and whose answer has never come.</summary>
    public int LostAnswers { get; private init; }

    /// <summary>Events that reached no handler: their clients know that they were not answered, and may send them again.</summary>
    public int NeverHandled { get; private init; }

    public int NewsHeard { get; private init; }

    public int NewsMissed { get; private init; }

    public IReadOnlyDictionary<string, int> Reasons { get; private init; } = new Dictionary<string, int>();

    public IReadOnlyDictionary<string, int> ConnectErrors { get; private init; } = new Dictionary<string, int>();

    public static RestartFigures Of(string server, RestartTimes times, ServerRecord record, IReadOnlyList<ClientReport> clients)
    {
        var left = clients.Select(client => client.LeftAt).OfType<double>().Select(times.After).Order().ToArray();
        var back = clients.Select(client => client.BackAt).OfType<double>().Select(times.After).Order().ToArray();
        var failed = clients.SelectMany(client => client.Failed.Select(number => number <= record.Handled.GetValueOrDefault(client.Key))).ToArray();
        return new RestartFigures(server)
        {
            Clients = clients.Count,
            StoppedAfter = times.After(times.Stopped),
            ExitCode = times.ExitCode,
            ListeningAfter = times.After(times.Listening),
            LeftAfter = left.Length > 0 ? [left[0], left[^1]] : [],
            BackAfter = back.Length == clients.Count ? [At(back, 50), At(back, 90), At(back, 99), back[^1]] : [],
            NotBack = clients.Count(client => client.BackAt is null || !client.WillReturn),
            InFlight = record.InFlight,
            Answered = clients.Sum(client => client.Answered),
            LostAnswers = failed.Count(isBegun => isBegun),
            NeverHandled = failed.Count(isBegun => !isBegun),
            NewsHeard = clients.Sum(client => client.News),
            NewsMissed = clients.Sum(client => client.Gaps),
            Reasons = Count(clients.SelectMany(client => client.Reasons.Select(reason => KeyValuePair.Create(reason, 1)))),
            ConnectErrors = Count(clients.SelectMany(client => client.Errors)),
        };
    }

    /// <summary>The promises that were not kept, each in a sentence.</summary>
    public IEnumerable<string> Broken()
    {
        if (ExitCode != 0)
        {
            yield return $"The server has ended with code {ExitCode}.";
        }

        if (NotBack > 0)
        {
            yield return $"{NotBack} clients are not back.";
        }

        if (LostAnswers > 0)
        {
            yield return $"{LostAnswers} events were handled, and their answers have not reached the client.";
        }

        if (NewsMissed > 0)
        {
            yield return $"Broadcasts were missing {NewsMissed} times within a connection.";
        }

        foreach (var reason in Reasons.Keys.Intersect(FinalReasons))
        {
            yield return $"Clients were disconnected with '{reason}', after which they do not reconnect by themselves.";
        }

        if (Answered == 0 || InFlight == 0 || NewsHeard == 0)
        {
            yield return "There was no traffic to speak of: this run proves nothing.";
        }
    }

    private static double At(double[] ordered, int percent) => ordered[(int)Math.Ceiling(ordered.Length * percent / 100.0) - 1];

    private static SortedDictionary<string, int> Count(IEnumerable<KeyValuePair<string, int>> pairs) =>
        new(pairs.GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.Sum(pair => pair.Value)));
}
