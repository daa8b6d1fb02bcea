namespace SocketIoSharp;

/// <summary>What the receivers of a broadcast answered.</summary>
/// <param name="Answers">The first argument of each answer, in the order of arrival.</param>
/// <param name="Expected">The number of receivers.</param>
public sealed record BroadcastAnswers<T>(IReadOnlyList<T> Answers, int Expected)
{
    /// <summary>The number of nodes, in a cluster, that did not say in time how many receivers they have.</summary>
    public int SilentNodes { get; init; }

    /// <summary>The ids of nodes, in a cluster, that did not answer in time, where they are known.</summary>
    public IReadOnlyCollection<string> MissingNodes { get; init; } = [];

    /// <summary>Whether every receiver answered in time.</summary>
    public bool IsComplete => Answers.Count == Expected && SilentNodes == 0;
}
