namespace SocketIoSharp.Benchmarks.Reporting.Targets;

/// <summary>Something that the measurements must show.</summary>
internal abstract record Target(string What, Figure Figure, Limit Limit)
{
    /// <summary>Where we would like to be; missing it is no failure.</summary>
    public bool IsAim { get; init; }

    /// <summary>The limit in words.</summary>
    public abstract string Requirement { get; }

    public abstract Outcome Judge(LoadResults results);
}
