namespace SocketIoSharp.Testing.Connections;

/// <summary>The answers that the server owes to one client.</summary>
internal sealed class PendingAnswers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, TaskCompletionSource<ReceivedArguments>> _waiting = [];
    private Exception? _end;
    private long _next;

    public (long Id, Task<ReceivedArguments> Answer) Open()
    {
        var answer = new TaskCompletionSource<ReceivedArguments>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_end is not null)
            {
                throw _end;
            }

            _waiting.Add(_next, answer);
            return (_next++, answer.Task);
        }
    }

    /// <summary>Hands out an answer. One that nobody waits for, or not any more, is dropped, as by the JavaScript client.</summary>
    public void Complete(long id, ReceivedArguments answer)
    {
        if (Take(id) is { } waiting)
        {
            waiting.SetResult(answer);
        }
    }

    public void Forget(long id) => Take(id);

    public void Fail(Exception end)
    {
        TaskCompletionSource<ReceivedArguments>[] waiting;
        lock (_gate)
        {
            _end = end;
            waiting = [.. _waiting.Values];
            _waiting.Clear();
        }

        foreach (var answer in waiting)
        {
            answer.SetException(end);
        }
    }

    private TaskCompletionSource<ReceivedArguments>? Take(long id)
    {
        lock (_gate)
        {
            return _waiting.Remove(id, out var waiting) ? waiting : null;
        }
    }
}
