using SocketIoSharp.Adapters;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp;

/// <summary>Answers an event that another node has emitted. Only the first answer is sent. Thread-safe; may be used after the handler has ended.</summary>
public sealed class ServerSideAck
{
    private readonly SocketIoServer _server;
    private readonly AnswerCollector? _answers;
    private int _isAnswered;

    internal ServerSideAck(SocketIoServer server, AnswerCollector? answers)
    {
        _server = server;
        _answers = answers;
    }

    /// <summary>Whether the other node wants an answer; sending one without has no effect.</summary>
    public bool IsRequested => _answers is not null;

    /// <summary>Answers without an argument.</summary>
    public Task SendAsync() => AnswerAsync(static _ => { });

    /// <summary>Answers with one argument, which is all that travels between nodes.</summary>
    /// <exception cref="NotSupportedException">The argument cannot be serialised.</exception>
    public Task SendAsync<T>(T argument) => AnswerAsync(writer => writer.Write(argument));

    private Task AnswerAsync(Action<PayloadWriter> write)
    {
        if (_answers is null || Volatile.Read(ref _isAnswered) != 0)
        {
            return Task.CompletedTask;
        }

        using var writer = PayloadWriter.Rent(_server.Options.Json);
        write(writer);
        var (json, attachments) = writer.Complete();

        // Claimed only once the argument is serialised, so that one that cannot be leaves room for another answer.
        if (Interlocked.Exchange(ref _isAnswered, 1) == 0)
        {
            _answers.AddAnswer(json.Span, attachments);
        }

        return Task.CompletedTask;
    }
}
