namespace SocketIoSharp.EngineIo.Outbound;

/// <summary>The WebSockets that have something to say when the burst of their thread ends. Each is in it once: one that was woken is not woken again before it has sent.</summary>
internal sealed class GatheredSenders
{
    // A list beyond this size is left to the garbage collector after a burst.
    private const int LargestKept = 1024;

    [ThreadStatic]
    private static GatheredSenders? _ofThread;

    private List<IQueueReader> _senders = [];
    private List<IQueueReader>? _spare;
    private bool _isOpen;

    /// <summary>Whether a burst is under way on the calling thread.</summary>
    public static bool IsOpen => _ofThread is { _isOpen: true };

    /// <summary>Begins a burst on the calling thread.</summary>
    public static void Open() => (_ofThread ??= new GatheredSenders())._isOpen = true;

    /// <summary>Takes a sender that was woken, if a burst is under way on the calling thread.</summary>
    public static bool TryTake(IQueueReader sender)
    {
        if (_ofThread is not { _isOpen: true } gathered)
        {
            return false;
        }

        gathered._senders.Add(sender);
        return true;
    }

    /// <summary>Ends the burst of the calling thread.</summary>
    public static void Close() => _ofThread!.Send();

    // What is sent may run code that gathers again.
    private void Send()
    {
        _isOpen = false;
        var senders = _senders;
        (_senders, _spare) = (_spare ?? [], null);
        foreach (var sender in senders)
        {
            sender.Wake(QueueSignal.Readable);
        }

        if (senders.Count <= LargestKept)
        {
            senders.Clear();
            _spare = senders;
        }
    }
}
