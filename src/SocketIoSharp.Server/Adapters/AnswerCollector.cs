namespace SocketIoSharp.Adapters;

/// <summary>
/// Takes the answers to one event that many were asked: clients of any node, or other nodes. An adapter reports through it what it learns, in
/// any order and from any thread; to pass local answers on to another node it derives one of its own. What comes too late is ignored.
/// </summary>
public abstract class AnswerCollector
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    /// <summary>
    /// Completes when nothing more is waited for, because all have answered or the time is up: an adapter forgets its request then. Never
    /// completes unless a derived class says otherwise.
    /// </summary>
    public virtual Task Completion => Never;

    /// <summary>Says how many receivers a node has, once for each node, also when there are none.</summary>
    public abstract void AddReceivers(int count);

    /// <summary>Takes back receivers that are known not to answer any more, for example because their node is gone. Does nothing by default.</summary>
    public virtual void RemoveReceivers(int count)
    {
    }

    /// <summary>Says how to find out, when the time is up, which nodes have not answered. Does nothing by default.</summary>
    /// <param name="find">Returns the ids of nodes, as far as they are known. Called once, from any thread.</param>
    public virtual void NameMissingNodes(Func<IReadOnlyCollection<string>> find)
    {
    }

    /// <summary>Takes the answer of one receiver.</summary>
    /// <param name="json">The arguments of the answer as a JSON array in UTF-8, binary replaced by placeholders. Copied if it is kept.</param>
    /// <param name="attachments">The binary parts, in the order of their placeholders' numbers.</param>
    public abstract void AddAnswer(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments);

    /// <summary>A receiver on this node was disconnected before it answered.</summary>
    internal virtual void OnReceiverGone()
    {
    }
}
