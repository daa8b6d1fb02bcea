namespace SocketIoSharp;

/// <summary>What the receivers of a broadcast answered.</summary>
/// <param name="Answers">The first argument of each answer, in the order of arrival.</param>
/// <param name="Expected">The number of receivers.</param>
public sealed record BroadcastAnswers<T>(IReadOnlyList<T> Answers, int Expected)
{
    /// <summary>Whether every receiver answered in time.</summary>
    public bool IsComplete => Answers.Count == Expected;
}
