namespace SocketIoSharp.Benchmarks.Cluster;

/// <summary>What the command line asks for.</summary>
internal sealed record ClusterOptions(bool IsQuick, IReadOnlyList<string> Engines, IReadOnlyList<string> Servers, IReadOnlyList<string> Scenarios, string? Output)
{
    /// <summary>Where the results go.</summary>
    public string Folder => Output ?? Path.Combine(RepositoryFolder.Root, "docs", "performance");

    public bool WantsEngine(string name) => Engines.Count == 0 || Engines.Contains(name);

    public bool WantsServer(string name) => Servers.Count == 0 || Servers.Contains(name);

    public bool Plays(string name) => Scenarios.Count == 0 || Scenarios.Contains(name);

    /// <exception cref="ArgumentException">An option is not known.</exception>
    public static ClusterOptions Parse(string[] args)
    {
        var options = new ClusterOptions(IsQuick: false, [], [], [], Output: null);
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--quick" => options with { IsQuick = true },
                "--engines" when i + 1 < args.Length => options with { Engines = args[++i].Split(',') },
                "--servers" when i + 1 < args.Length => options with { Servers = args[++i].Split(',') },
                "--scenarios" when i + 1 < args.Length => options with { Scenarios = args[++i].Split(',') },
                "--output" when i + 1 < args.Length => options with { Output = args[++i] },
                _ => throw new ArgumentException($"'{args[i]}' is not an option of this command, or its value is missing."),
            };
        }

        return options;
    }
}
