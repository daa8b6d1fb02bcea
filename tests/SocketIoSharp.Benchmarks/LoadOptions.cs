namespace SocketIoSharp.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record LoadOptions(bool IsQuick, IReadOnlyList<string> Servers, IReadOnlyList<string> Scenarios, string? Output)
{
    /// <summary>Where the results go.</summary>
    public string Folder => Output ?? Path.Combine(RepositoryFolder.Root, "docs", "performance");

    /// <summary>How long the part takes that comes after this one.</summary>
    public TimeSpan Afterwards { get; init; }

    public bool Wants(string server) => Servers.Count == 0 || Servers.Contains(server);

    public bool Plays(string scenario) => Scenarios.Count == 0 || Scenarios.Contains(scenario);

    /// <exception cref="ArgumentException">An option is not known.</exception>
    public static LoadOptions Parse(string[] args)
    {
        var options = new LoadOptions(IsQuick: false, [], [], Output: null);
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--quick" => options with { IsQuick = true },
                "--servers" when i + 1 < args.Length => options with { Servers = args[++i].Split(',') },
                "--scenarios" when i + 1 < args.Length => options with { Scenarios = args[++i].Split(',') },
                "--output" when i + 1 < args.Length => options with { Output = args[++i] },
                _ => throw new ArgumentException($"'{args[i]}' is not an option of this command, or its value is missing."),
            };
        }

        return options;
    }
}
