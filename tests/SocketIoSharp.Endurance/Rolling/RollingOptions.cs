namespace SocketIoSharp.Endurance.Rolling;

/// <summary>What the command line asks of the rolling run beyond what it asks of every run.</summary>
/// <param name="Run">The options of every run.</param>
/// <param name="Endings">How nodes end, in one part of the run each.</param>
/// <param name="Recovers">Whether nodes recover the state of connections; without it the run is to fail.</param>
internal sealed record RollingOptions(RunOptions Run, IReadOnlyList<NodeEnding> Endings, bool Recovers)
{
    /// <exception cref="ArgumentException">An option is not known, or its value is missing or none.</exception>
    public static RollingOptions Parse(string[] args)
    {
        var others = new List<string>();
        IReadOnlyList<NodeEnding> endings = [NodeEnding.Stopped, NodeEnding.Killed];
        var recovers = true;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--nodes" && i + 1 < args.Length)
            {
                endings = [Read(args[++i])];
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

        return new RollingOptions(RunOptions.Parse([.. others]), endings, recovers);
    }

    private static NodeEnding Read(string text) => text switch
    {
        "stopped" => NodeEnding.Stopped,
        "killed" => NodeEnding.Killed,
        _ => throw new ArgumentException($"'{text}' is no way for nodes to end: write stopped or killed."),
    };
}
