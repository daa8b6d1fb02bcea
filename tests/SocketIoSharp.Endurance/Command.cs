namespace SocketIoSharp.Endurance;

/// <summary>A run of its own: what it is called by, what it takes, and what it does. Its exit code is 0 when everything held that it claims.</summary>
internal sealed record Command(string Name, string Options, string Help, Func<string[], Task<int>> RunAsync)
{
    /// <summary>All runs, in the order in which the help lists them.</summary>
    public static IReadOnlyList<Command> All { get; } =
    [
    ];
}
