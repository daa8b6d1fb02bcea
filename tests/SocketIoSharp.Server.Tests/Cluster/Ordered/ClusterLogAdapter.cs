using System.Globalization;
using System.Text;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster.Ordered;

/// <summary>A node that reads <see cref="ClusterLog"/> from where it stood at the start; what is not for the log goes over <see cref="ClusterBus"/>.</summary>
internal sealed class ClusterLogAdapter : OrderedClusterAdapter
{
    private readonly ClusterLog _log;
    private readonly ClusterBus _bus;
    private readonly IDisposable _membership;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly List<(int Position, TaskCompletionSource Signal)> _waiting = [];
    private TaskCompletionSource _mayTake = new();
    private int _position;
    private bool _isDead;

    public ClusterLogAdapter(Namespace @namespace, ClusterLog log, ClusterBus bus, OrderedClusterOptions options)
        : base(@namespace, options)
    {
        (_log, _bus) = (log, bus);
        CatchUp();
        _membership = bus.Join(bytes =>
        {
            if (Codec.TryRead(bytes, out var message, out _))
            {
                OnMessage(message);
            }
        });
    }

    /// <summary>Takes nothing from the log until <see cref="CatchUp"/>.</summary>
    public void LagBehind() => _mayTake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void CatchUp() => _mayTake.SetResult();

    /// <summary>Dies without a word.</summary>
    public void Die()
    {
        Volatile.Write(ref _isDead, true);
        _log.Nodes.TryRemove((Namespace.Name, NodeId), out _);
        _end.Cancel();
        _membership.Dispose();
    }

    public override Task InitAsync()
    {
        _position = _log.Count;
        _log.Nodes[(Namespace.Name, NodeId)] = true;
        _ = ListenAsync();
        return base.InitAsync();
    }

    public override async Task CloseAsync()
    {
        await base.CloseAsync();
        _log.Nodes.TryRemove((Namespace.Name, NodeId), out _);
        await _end.CancelAsync();
        _membership.Dispose();
    }

    protected override Task<string?> PublishAsync(ClusterMessage message)
    {
        CheckLife();
        if (message.RequestId is not null || message.Type is ClusterMessageType.ServerSideEmit)
        {
            _bus.Send(Codec.WriteMessagePack(message));
            return Task.FromResult<string?>(null);
        }

        return _log.Refuses(message)
            ? Task.FromException<string?>(new ArgumentException("not wanted"))
            : Task.FromResult<string?>(_log.Append([.. Encoding.ASCII.GetBytes(message.Number.ToString("D8", CultureInfo.InvariantCulture)), .. Codec.WriteMessagePack(message)]));
    }

    protected override Task PublishResponseAsync(string requesterId, ClusterMessage response)
    {
        _bus.Send(Codec.WriteMessagePack(response));
        return Task.CompletedTask;
    }

    protected override Task<ClusterNodes> GetOtherNodesAsync()
    {
        string[] others = [.. _log.Nodes.Keys.Where(node => node.Namespace == Namespace.Name && node.NodeId != NodeId).Select(node => node.NodeId)];
        return Task.FromResult(new ClusterNodes(others.Length, others));
    }

    protected override Task<string?> GetLastOffsetAsync()
    {
        CheckLife();
        return Task.FromResult(_log.Read(0, int.MaxValue) is [.., var last] ? ClusterLog.OffsetOf(last.Index) : null);
    }

    protected override Task WhenTakenAsync(string offset)
    {
        lock (_gate)
        {
            if (IndexOf(offset) < _position)
            {
                return Task.CompletedTask;
            }

            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((IndexOf(offset), signal));
            return signal.Task;
        }
    }

    protected override Task<bool> ContainsAsync(string offset)
    {
        CheckLife();
        return Task.FromResult(offset.EndsWith("-0", StringComparison.Ordinal) && int.TryParse(offset[..^2], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && _log.Read(index, index + 1).Count == 1);
    }

    // In small parts, so that there are several.
    protected override Task<LogPage> ReadAsync(string after, string last)
    {
        var entries = _log.Read(IndexOf(after) + 1, Math.Min(IndexOf(last), IndexOf(after) + 3) + 1);
        return Task.FromResult(new LogPage([.. entries.Select(entry => (ClusterLog.OffsetOf(entry.Index), Decode(entry.Entry)!))], entries is [.., var end] ? ClusterLog.OffsetOf(end.Index) : null));
    }

    protected override Task<bool> SaveSessionAsync(string privateId, ReadOnlyMemory<byte> session, TimeSpan lifetime, ReadOnlyMemory<byte>? previous)
    {
        CheckLife();
        return Task.FromResult(_log.Save(privateId, session.ToArray(), lifetime, previous));
    }

    protected override Task<KeptSession?> FindSessionAsync(string privateId)
    {
        CheckLife();
        return Task.FromResult(_log.Find(privateId));
    }

    protected override async Task<bool> RemoveSessionAsync(string privateId, ReadOnlyMemory<byte>? previous)
    {
        CheckLife();
        var isRemoved = _log.Remove(privateId, previous);
        await _log.OnTaken();
        return isRemoved;
    }

    private static int IndexOf(string offset) => int.Parse(offset.AsSpan(0, offset.IndexOf('-', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture);

    private ClusterMessage? Decode(byte[] entry) =>
        Codec.TryRead(entry.AsMemory(8), out var message, out _) ? message with { Number = long.Parse(Encoding.ASCII.GetString(entry, 0, 8), CultureInfo.InvariantCulture) } : null;

    private void CheckLife()
    {
        if (Volatile.Read(ref _isDead))
        {
            throw new IOException("The node is dead.");
        }
    }

    private async Task ListenAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            IReadOnlyList<(int Index, byte[] Entry)> entries;
            try
            {
                entries = await _log.WaitAsync(_position, _end.Token);
                await _mayTake.Task.WaitAsync(_end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            foreach (var (index, entry) in entries)
            {
                if (Decode(entry) is { } message)
                {
                    OnMessage(message, ClusterLog.OffsetOf(index));
                }
                else
                {
                    OnRefused("it cannot be read");
                }
            }

            lock (_gate)
            {
                _position = entries[^1].Index + 1;
                foreach (var (_, signal) in _waiting.Where(waiting => waiting.Position < _position))
                {
                    signal.TrySetResult();
                }

                _waiting.RemoveAll(waiting => waiting.Position < _position);
            }
        }
    }
}
