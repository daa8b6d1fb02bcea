using System.Runtime.CompilerServices;
using System.Text.Json;
using SocketIoSharp.Acks;

namespace SocketIoSharp;

/// <summary>The answers that the receivers of a broadcast owe, or the other nodes of a cluster.</summary>
public readonly struct BroadcastAckRequest
{
    private readonly BroadcastAcks _acks;

    internal BroadcastAckRequest(BroadcastAcks acks) => _acks = acks;

    /// <summary>Waits for all answers and returns the first argument of each, in the order of arrival. No receivers mean no answers.</summary>
    /// <exception cref="AckTimeoutException">A receiver did not answer in time; see <see cref="CollectAsync{T}"/> for the answers of the others.</exception>
    /// <exception cref="JsonException">An answer is not of the shape of <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<T>> As<T>(CancellationToken cancellationToken = default)
    {
        var answers = await CollectAsync<T>(cancellationToken);
        if (answers.IsComplete)
        {
            return answers.Answers;
        }

        var missing = answers.MissingNodes.Count == 0 ? string.Empty : $"; no answer from {string.Join(", ", answers.MissingNodes)}";
        throw new AckTimeoutException(_acks.IsServerSide
            ? $"timeout reached: only {answers.Answers.Count} responses received out of {answers.Expected}{missing}"
            : $"operation has timed out: {answers.Answers.Count} of {answers.Expected} receivers answered{missing}");
    }

    /// <summary>Waits until all have answered or the time is up, and returns what came.</summary>
    /// <exception cref="JsonException">An answer is not of the shape of <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<BroadcastAnswers<T>> CollectAsync<T>(CancellationToken cancellationToken = default)
    {
        await _acks.Completion.WaitAsync(cancellationToken);
        var options = _acks.Server.Options.Json;
        var (answers, expected, silentNodes, missingNodes) = _acks.Result;
        return new BroadcastAnswers<T>([.. answers.Select(answer => answer.First<T>(options)!)], expected) { SilentNodes = silentNodes, MissingNodes = missingNodes };
    }

    /// <summary>Waits until all have answered or the time is up.</summary>
    public TaskAwaiter GetAwaiter() => _acks.Completion.GetAwaiter();
}
