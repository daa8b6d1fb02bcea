namespace SocketIoSharp.Endurance.Jitter;

/// <summary>What the command line asks of the jitter run beyond what it asks of every run.</summary>
/// <param name="Run">The options of every run.</param>
/// <param name="Servers">The servers to run against, one after the other.</param>
/// <param name="Recovers">Whether the servers recover the state of connections; without it the run is to fail.</param>
internal sealed record JitterOptions(RunOptions Run, IReadOnlyList<string> Servers, bool Recovers)
{
    public const string Ours = "socketiosharp";
    public const string Node = "node";

    /// <exception cref="ArgumentException">An option is not known, or its value is missing or none.</exception>
    public static JitterOptions Parse(string[] args)
    {
        var others = new List<string>();
        IReadOnlyList<string>? servers = null;
        var recovers = true;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--server" && i + 1 < args.Length)
            {
                servers = ReadServers(args[++i]);
            }
            else if (args[i] == "--without-recovery")
            {
                recovers = false;
            }
            else
            {
                others.Add(args[i]);
            }
        }

        var run = RunOptions.Parse([.. others]);
        return new JitterOptions(run, servers ?? (run.IsQuick ? [Ours] : [Ours, Node]), recovers);
    }

    private static string[] ReadServers(string text) => text switch
    {
        Ours or Node => [text],
        "both" => [Ours, Node],
        _ => throw new ArgumentException($"'{text}' is no server: write {Ours}, {Node} or both."),
    };
}
