using System.Runtime.CompilerServices;
using System.Text.Json;
using SocketIoSharp.Acks;

namespace SocketIoSharp;

/// <summary>The answer that one client owes. Await it, or <see cref="As{T}"/>; without either the answer is ignored.</summary>
public readonly struct AckRequest
{
    private readonly SingleAck _ack;

    internal AckRequest(SingleAck ack) => _ack = ack;

    /// <summary>Waits for the answer and returns its first argument; as <see cref="EventArguments"/>, all of them.</summary>
    /// <exception cref="AckTimeoutException">The client did not answer in time.</exception>
    /// <exception cref="SocketDisconnectedException">The socket was disconnected first, or was so already.</exception>
    /// <exception cref="JsonException">The answer is not of the shape of <typeparamref name="T"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<T> As<T>(CancellationToken cancellationToken = default)
    {
        var answer = await _ack.Answer.WaitAsync(cancellationToken);
        return answer.First<T>(_ack.Server.Options.Json)!;
    }

    /// <summary>Waits for the answer, whatever it is; throws what <see cref="As{T}"/> throws.</summary>
    public TaskAwaiter GetAwaiter() => ((Task)_ack.Answer).GetAwaiter();
}
