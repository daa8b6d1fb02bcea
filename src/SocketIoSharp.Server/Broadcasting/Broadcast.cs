using SocketIoSharp.Broadcasting;

namespace SocketIoSharp;

/// <summary>A choice of receivers within one namespace. Immutable.</summary>
public sealed class Broadcast : BroadcastEmitter
{
    internal Broadcast(Namespace @namespace, BroadcastTarget target)
    {
        TargetNamespace = @namespace;
        Target = target;
    }

    internal override Namespace TargetNamespace { get; }

    internal override BroadcastTarget Target { get; }
}
