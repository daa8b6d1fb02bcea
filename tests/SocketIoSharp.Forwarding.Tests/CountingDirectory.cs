using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding.Tests;

/// <summary>A directory that counts what it is asked, and fails when it is told to.</summary>
internal sealed class CountingDirectory(INodeDirectory inner) : INodeDirectory
{
    private int _questions;
    private int _registrations;

    public int Questions => Volatile.Read(ref _questions);

    public int Registrations => Volatile.Read(ref _registrations);

    public Exception? Fault { get; set; }

    public Task<bool> TryRegisterAsync(NodeEntry node, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _registrations);
        return Fault is { } fault ? throw fault : inner.TryRegisterAsync(node, lifetime, cancellationToken);
    }

    public Task RemoveAsync(NodeEntry node, CancellationToken cancellationToken) => Fault is { } fault ? throw fault : inner.RemoveAsync(node, cancellationToken);

    public Task<IReadOnlyCollection<NodeEntry>> ListAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _questions);
        return Fault is { } fault ? throw fault : inner.ListAsync(cancellationToken);
    }
}
