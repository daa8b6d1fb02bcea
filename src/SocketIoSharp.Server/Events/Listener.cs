using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Events;

/// <summary>A registered handler that knows how to read its parameters from a packet.</summary>
internal abstract class Listener(Delegate handler)
{
    private int _isSpent;
    private bool _isRemoved;

    public Delegate Handler => handler;

    /// <summary>The name of the event.</summary>
    public string EventName { get; set; } = string.Empty;

    /// <summary>Whether the handler is for the first event only.</summary>
    public bool IsOnce { get; set; }

    /// <summary>Whether the application has removed the handler: events that still wait for it do without.</summary>
    public bool IsRemoved => Volatile.Read(ref _isRemoved);

    public void MarkRemoved() => Volatile.Write(ref _isRemoved, true);

    /// <summary>Takes the one event that a handler is for.</summary>
    public bool TrySpend() => Interlocked.Exchange(ref _isSpent, 1) == 0;

    /// <summary>Reads the parameters and runs the handler, on this thread up to its first wait.</summary>
    public abstract ValueTask InvokeAsync(ref ArgumentReader args, in EventContext context);

    /// <summary>Reads the parameters now, while the packet's memory is valid, and leaves the handler for later.</summary>
    public abstract Func<ValueTask> Bind(ref ArgumentReader args, in EventContext context);
}
