namespace SocketIoSharp.Namespaces;

/// <summary>A namespace in the table. It is made once, and clients wait until the application has been told of it.</summary>
internal sealed class NamespaceEntry(Func<Namespace> create)
{
    private readonly Lazy<Namespace> _namespace = new(create);
    private readonly TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Namespace Namespace => _namespace.Value;

    public bool IsAnnounced => _announced.Task.IsCompleted;

    public Task Announced => _announced.Task;

    public void SetAnnounced() => _announced.TrySetResult();
}
