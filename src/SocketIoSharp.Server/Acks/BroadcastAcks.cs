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
            if (_answers.Count < _expected && timeout != Timeout.InfiniteTimeSpan)
            {
                _timer = Server.Time.CreateTimer(static acks => ((BroadcastAcks)acks!).OnTimeout(), this, timeout, Timeout.InfiniteTimeSpan);
            }
        }

        CompleteIfFull();
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

    // As with the reference the others are waited for, and the time ends it.
    public override void OnDisconnected(Socket socket)
    {
    }

    public override void OnTimeout() => Finish(isComplete: false);

    public void Dispose() => _timer?.Dispose();

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
