using SocketIoSharp.EngineIo;
using SocketIoSharp.Forwarding.Diagnostics;

namespace SocketIoSharp.Forwarding.Nodes;

/// <summary>
/// The other nodes, as the directory has last listed them. It is asked again for a node that is not known, but not more often than some times in a second, however many clients name
/// nodes that do not exist: all of them wait for the same answer. Thread-safe.
/// </summary>
internal sealed class KnownNodes(INodeDirectory directory, NodeIdentity self, ForwardingLog log, TimeProvider time)
{
    // Between two questions.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // A directory that is slower than this has no answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private volatile Dictionary<string, NodeEntry> _nodes = new(StringComparer.Ordinal);
    private Task _last = Task.CompletedTask;
    private Task? _next;

    /// <summary>The number of other nodes.</summary>
    public int Count => _nodes.Count;

    /// <summary>Finds another node.</summary>
    /// <returns><see langword="null"/> when the directory does not have it, or cannot be asked.</returns>
    public ValueTask<NodeEntry?> FindAsync(string code) =>
        _nodes.TryGetValue(code, out var node) ? new ValueTask<NodeEntry?>(node) : new ValueTask<NodeEntry?>(FindAnewAsync(code));

    /// <summary>Asks the directory: a question that begins after this call, and may be that of others as well.</summary>
    public Task RefreshAsync()
    {
        lock (_gate)
        {
            return _next ??= RefreshAfterAsync(_last);
        }
    }

    private async Task<NodeEntry?> FindAnewAsync(string code)
    {
        await RefreshAsync();
        return _nodes.GetValueOrDefault(code);
    }

    private async Task RefreshAfterAsync(Task last)
    {
        // Leaves the lock of the caller first.
        await Task.Yield();
        await last;
        Task question;
        lock (_gate)
        {
            question = AskAsync();
            _last = PauseAfterAsync(question);
            _next = null;
        }

        await question;
    }

    private async Task PauseAfterAsync(Task question)
    {
        await question;
        await Task.Delay(Pause, time);
    }

    private async Task AskAsync()
    {
        await Task.Yield();
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            var listed = await directory.ListAsync(patience.Token).WaitAsync(patience.Token);
            _nodes = Index(listed);
            log.Keep(_nodes.Keys);
        }
        catch (Exception exception)
        {
            log.DirectoryFailed(exception);
        }
    }

    private Dictionary<string, NodeEntry> Index(IEnumerable<NodeEntry> listed)
    {
        var nodes = new Dictionary<string, NodeEntry>(StringComparer.Ordinal);
        foreach (var node in listed)
        {
            if (!NodeCode.IsValid(node.Code) || !NodeAddress.IsValid(node.Address) || string.IsNullOrEmpty(node.Secret))
            {
                log.EntryIgnored(node);
            }
            else if (node.Code != self.Code)
            {
                nodes[node.Code] = node;
            }
        }

        return nodes;
    }
}
