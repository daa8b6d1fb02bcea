using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Events;

/// <summary>A registered handler that knows how to read its parameters from a packet.</summary>
internal abstract class Listener(Delegate handler)
{
    public Delegate Handler => handler;

    /// <summary>Reads the parameters and runs the handler, on this thread up to its first wait.</summary>
    public abstract ValueTask InvokeAsync(ref ArgumentReader args, in EventContext context);

    /// <summary>Reads the parameters now, while the packet's memory is valid, and leaves the handler for later.</summary>
    public abstract Func<ValueTask> Bind(ref ArgumentReader args, in EventContext context);
}
