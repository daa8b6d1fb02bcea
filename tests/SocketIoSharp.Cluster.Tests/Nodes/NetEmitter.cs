using SocketIoSharp.Cluster.Tests.Parts;

namespace SocketIoSharp.Cluster.Tests.Nodes;

/// <summary>The emitter of this project.</summary>
internal sealed class NetEmitter(string name, IClusterPublisher publisher) : IEmitter
{
    private readonly SocketIoEmitter _emitter = new(publisher);

    public string Name => name;

    public Task EmitAsync(Target target, string name, string arguments) => To(target).EmitManyAsync(name, WireValues.Read(arguments));

    public Task JoinAsync(Target target, params string[] rooms) => To(target).SocketsJoinAsync(rooms);

    public Task LeaveAsync(Target target, params string[] rooms) => To(target).SocketsLeaveAsync(rooms);

    public Task DisconnectAsync(Target target, bool close) => To(target).DisconnectSocketsAsync(close);

    public Task ServerSideEmitAsync(string @namespace, string name, string arguments) => _emitter.Of(@namespace).ServerSideEmitAsync(name, WireValues.Read(arguments));

    public async ValueTask DisposeAsync()
    {
        switch (publisher)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    private SocketIoEmitter To(Target target)
    {
        var emitter = _emitter.Of(target.Namespace).To(target.Rooms).Except(target.Except).Compress(target.Compress ?? true);
        return target.Volatile ? emitter.Volatile : emitter;
    }
}
