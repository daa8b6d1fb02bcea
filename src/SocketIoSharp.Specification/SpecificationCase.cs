namespace SocketIoSharp.Specification;

/// <summary>One thing that a cluster adapter must do. Independent of all others: may be run in any order, beside others, and again.</summary>
public sealed class SpecificationCase
{
    private readonly Func<Task> _run;

    internal SpecificationCase(string name, Func<Task> run) => (Name, _run) = (name, run);

    /// <summary>What must be, in a sentence; unique in a specification.</summary>
    public string Name { get; }

    /// <summary>Starts nodes and clients, sees whether it is so, and ends them.</summary>
    /// <exception cref="SpecificationException">It is not.</exception>
    public Task RunAsync() => _run();

    /// <summary>The name: what test frameworks show.</summary>
    public override string ToString() => Name;
}
