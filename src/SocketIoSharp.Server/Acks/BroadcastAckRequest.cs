using System.Runtime.CompilerServices;
using System.Text.Json;
using SocketIoSharp.Acks;

namespace SocketIoSharp;

/// <summary>The answers that the receivers of a broadcast owe.</summary>
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
        return answers.IsComplete
            ? answers.Answers
            : throw new AckTimeoutException($"operation has timed out: {answers.Answers.Count} of {answers.Expected} receivers answered");
    }

    /// <summary>Waits until all have answered or the time is up, and returns what came.</summary>
    /// <exception cref="JsonException">An answer is not of the shape of <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<BroadcastAnswers<T>> CollectAsync<T>(CancellationToken cancellationToken = default)
    {
        await _acks.Completion.WaitAsync(cancellationToken);
        var options = _acks.Server.Options.Json;
        return new BroadcastAnswers<T>([.. _acks.Answers.Select(answer => answer.First<T>(options)!)], _acks.Expected);
    }

    /// <summary>Waits until all have answered or the time is up.</summary>
    public TaskAwaiter GetAwaiter() => ((Task)_acks.Completion).GetAwaiter();
}
