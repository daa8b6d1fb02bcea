using SocketIoSharp.Adapters;
using SocketIoSharp.Broadcasting;

namespace SocketIoSharp;

/// <summary>A choice of receivers within one namespace, or within the namespaces of one parent. Immutable.</summary>
public sealed class Broadcast : BroadcastEmitter
{
    internal Broadcast(IBroadcastScope scope, BroadcastTarget target)
    {
        Scope = scope;
        Target = target;
    }

    internal override IBroadcastScope Scope { get; }

    internal override BroadcastTarget Target { get; }
}
