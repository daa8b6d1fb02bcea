namespace SocketIoSharp.Acks;

/// <summary>Gathers the answers to one broadcast: as many as there are receivers, or those that came in time.</summary>
internal sealed class BroadcastAcks : AckSink, IDisposable
{
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<AckAnswer> _answers = [];
    private readonly Lock _gate = new();
    private readonly List<(Socket Socket, long Id)> _receivers = [];
    private ITimer? _timer;
    private int _expected = int.MaxValue;
    private int _gone;
    private bool _isEndless;

    public BroadcastAcks(SocketIoServer server) => Server = server;

    public SocketIoServer Server { get; }

    /// <summary>Completes with whether all answers came.</summary>
    public Task<bool> Completion => _completion.Task;

    public int Expected => _expected;

    public IReadOnlyList<AckAnswer> Answers
    {
        get
        {
            lock (_gate)
            {
                return [.. _answers];
            }
        }
    }

    /// <summary>Notes a receiver, to forget its entry after a timeout.</summary>
    public void AddReceiver(Socket socket, long id)
    {
        lock (_gate)
        {
            _receivers.Add((socket, id));
        }
    }

    /// <summary>Says that the event was sent to all receivers, and starts the time.</summary>
    public void Start(TimeSpan timeout)
    {
        lock (_gate)
        {
            _expected = _receivers.Count;
            _isEndless = timeout == Timeout.InfiniteTimeSpan;
            if (_answers.Count < _expected && !_isEndless)
            {
                _timer = Server.Time.CreateTimer(static acks => ((BroadcastAcks)acks!).OnTimeout(), this, timeout, Timeout.InfiniteTimeSpan);
            }
        }

        CompleteIfFull();
        FinishIfOnlyGone();
    }

    public override void OnAnswer(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        var answer = new AckAnswer(json.ToArray(), attachments);
        lock (_gate)
        {
            _answers.Add(answer);
        }

        CompleteIfFull();
    }

    // As with the reference the time ends the wait. Without a limit nothing would, so then those who are gone are not waited for.
    public override void OnDisconnected(Socket socket)
    {
        lock (_gate)
        {
            _gone++;
        }

        FinishIfOnlyGone();
    }

    public override void OnTimeout() => Finish(isComplete: false);

    public void Dispose() => _timer?.Dispose();

    private void FinishIfOnlyGone()
    {
        lock (_gate)
        {
            if (!_isEndless || _answers.Count + _gone < _expected)
            {
                return;
            }
        }

        Finish(isComplete: false);
    }

    private void CompleteIfFull()
    {
        lock (_gate)
        {
            if (_answers.Count < _expected)
            {
                return;
            }
        }

        Finish(isComplete: true);
    }

    private void Finish(bool isComplete)
    {
        Dispose();
        if (!_completion.TrySetResult(isComplete) || isComplete)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var (socket, id) in _receivers)
            {
                socket.PendingAcks.Remove(id);
            }
        }
    }
}
