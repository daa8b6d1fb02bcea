using SocketIoSharp.Adapters;

namespace SocketIoSharp.Acks;

/// <summary>Gathers the answers to one event: as many as there are receivers on all nodes, or those that came in time.</summary>
internal sealed class BroadcastAcks(SocketIoServer server, TimeSpan timeout) : AnswerCollector, IDisposable
{
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<AckAnswer> _answers = [];
    private readonly Lock _gate = new();
    private readonly bool _isEndless = timeout == Timeout.InfiniteTimeSpan;
    private ITimer? _timer;
    private int _nodes = -1;
    private int _reports;
    private int _expected;
    private int _gone;
    private Func<IReadOnlyCollection<string>>? _findMissingNodes;
    private IReadOnlyCollection<string> _missingNodes = [];

    public SocketIoServer Server => server;

    /// <summary>Whether the receivers are the other nodes, and not clients.</summary>
    public bool IsServerSide { get; init; }

    /// <summary>Completes when all have answered or the time is up.</summary>
    public override Task Completion => _completion.Task;

    /// <summary>The same, and says whether all answers came.</summary>
    public Task<bool> IsComplete => _completion.Task;

    /// <summary>The receivers that were reported, and the nodes that reported none in time.</summary>
    public (IReadOnlyList<AckAnswer> Answers, int Expected, int SilentNodes, IReadOnlyCollection<string> MissingNodes) Result
    {
        get
        {
            lock (_gate)
            {
                return ([.. _answers], _expected, Math.Max(0, _nodes - _reports), _missingNodes);
            }
        }
    }

    /// <summary>Starts the time.</summary>
    public void Start()
    {
        if (!_isEndless)
        {
            _timer = server.Time.CreateTimer(static acks => ((BroadcastAcks)acks!).Finish(isComplete: false), this, timeout, Timeout.InfiniteTimeSpan);
            if (_completion.Task.IsCompleted)
            {
                Dispose();
            }
        }
    }

    /// <summary>Says how many nodes have receivers to report.</summary>
    public void ExpectNodes(int count)
    {
        lock (_gate)
        {
            _nodes = count;
        }

        FinishIfFull();
    }

    public override void AddReceivers(int count)
    {
        lock (_gate)
        {
            _reports++;
            _expected += count;
        }

        FinishIfFull();
    }

    public override void RemoveReceivers(int count)
    {
        lock (_gate)
        {
            _expected -= count;
        }

        FinishIfFull();
    }

    public override void NameMissingNodes(Func<IReadOnlyCollection<string>> find)
    {
        lock (_gate)
        {
            _findMissingNodes = find;
        }
    }

    public override void AddAnswer(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        var answer = new AckAnswer(json.ToArray(), attachments);
        lock (_gate)
        {
            if (_completion.Task.IsCompleted)
            {
                return;
            }

            _answers.Add(answer);
        }

        FinishIfFull();
    }

    public void Dispose() => _timer?.Dispose();

    // As with the reference the time ends the wait. Without a limit nothing would, so then those who are gone are not waited for.
    internal override void OnReceiverGone()
    {
        lock (_gate)
        {
            _gone++;
        }

        FinishIfFull();
    }

    private void FinishIfFull()
    {
        bool isComplete;
        lock (_gate)
        {
            isComplete = _answers.Count >= _expected;
            if (_reports < _nodes || _nodes < 0 || (!isComplete && (!_isEndless || _answers.Count + _gone < _expected)))
            {
                return;
            }
        }

        Finish(isComplete);
    }

    private void Finish(bool isComplete)
    {
        Dispose();
        if (!isComplete && !_completion.Task.IsCompleted)
        {
            FindMissingNodes();
        }

        _completion.TrySetResult(isComplete);
    }

    // Outside of the lock: an adapter takes one of its own.
    private void FindMissingNodes()
    {
        Func<IReadOnlyCollection<string>>? find;
        lock (_gate)
        {
            find = _findMissingNodes;
        }

        var missing = find?.Invoke() ?? [];
        lock (_gate)
        {
            _missingNodes = missing;
        }
    }
}
