namespace SocketIoSharp.Cluster.Ordered;

/// <summary>Does one thing after the other, on the thread of whoever comes first. Thread-safe.</summary>
/// <typeparam name="T">What is to be done.</typeparam>
/// <param name="run">Does it. Must not throw.</param>
internal sealed class SerialQueue<T>(Action<T> run)
{
    private readonly Lock _gate = new();
    private readonly Queue<T> _waiting = [];
    private bool _isRunning;

    /// <summary>Lines up. Call <see cref="Run"/> afterwards, outside of all locks.</summary>
    public void Add(T item)
    {
        lock (_gate)
        {
            _waiting.Enqueue(item);
        }
    }

    /// <summary>Does what has lined up, unless another thread is at it already.</summary>
    public void Run()
    {
        lock (_gate)
        {
            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
        }

        while (TryTake(out var item))
        {
            run(item);
        }
    }

    private bool TryTake(out T item)
    {
        lock (_gate)
        {
            _isRunning = _waiting.TryDequeue(out item!);
            return _isRunning;
        }
    }
}
