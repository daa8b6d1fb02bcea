using SocketIoSharp.Specification.Nodes;

namespace SocketIoSharp.Specification.Cases;

/// <summary>A case, for whatever adapter.</summary>
internal sealed record Case(string Name, Func<Stage, Task> Play)
{
    /// <summary>Whether it is none for adapters that do not notice that a node leaves.</summary>
    public bool NeedsNoticeOfLeaving { get; init; }
}
