namespace SocketIoSharp.Connections;

/// <summary>The namespaces that a client has asked for and that the application is still being asked about: each once, and not too many at a time.</summary>
internal sealed class NamespaceLookups
{
    private const int Maximum = 64;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private TaskCompletionSource? _room;
    private bool _isReleased;

    /// <summary>The namespaces that have no socket yet: while a look-up ends, its namespace has one already.</summary>
    public int CountWithoutSocket(Connection connection)
    {
        lock (_names)
        {
            return _names.Count(name => connection.Find(name) is null);
        }
    }

    public bool Contains(string name)
    {
        lock (_names)
        {
            return _names.Contains(name);
        }
    }

    public void Begin(string name)
    {
        lock (_names)
        {
            _names.Add(name);
        }
    }

    public void End(string name)
    {
        TaskCompletionSource? room = null;
        lock (_names)
        {
            _names.Remove(name);
            if (_names.Count < Maximum)
            {
                (room, _room) = (_room, null);
            }
        }

        room?.SetResult();
    }

    /// <summary>Waits while too many look-ups run.</summary>
    public ValueTask WaitForRoomAsync()
    {
        lock (_names)
        {
            return _isReleased || _names.Count < Maximum
                ? ValueTask.CompletedTask
                : new ValueTask((_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task);
        }
    }

    /// <summary>Lets a reader go that waits for room: its connection is closed, and its request must not outlive it.</summary>
    public void ReleaseReader()
    {
        TaskCompletionSource? room;
        lock (_names)
        {
            _isReleased = true;
            (room, _room) = (_room, null);
        }

        room?.SetResult();
    }
}
