using Microsoft.Extensions.Logging;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>The handlers of a session's events. Exists only for sessions that somebody observes.</summary>
internal sealed class SessionEvents
{
    public event Func<EngineMessage, Task>? MessageReceived;

    public event Action<EnginePacket>? PacketReceived;

    public event Action<EnginePacket>? PacketCreated;

    public event Action? HeartbeatReceived;

    public event Action? Upgrading;

    public event Action? Upgraded;

    public event Action? Flushing;

    public event Action? Drained;

    public event Action<string, string?>? Closed;

    public bool HasMessageHandler => MessageReceived is not null;

    public void RaiseReceived(EnginePacket packet, ILogger logger) => Handlers.Raise(PacketReceived, packet, logger);

    public void RaiseHeartbeat(ILogger logger) => Handlers.Raise(HeartbeatReceived, logger);

    public void RaiseUpgrading(ILogger logger) => Handlers.Raise(Upgrading, logger);

    public void RaiseUpgraded(ILogger logger) => Handlers.Raise(Upgraded, logger);

    public void RaiseFlushing(ILogger logger) => Handlers.Raise(Flushing, logger);

    public void RaiseDrained(ILogger logger) => Handlers.Raise(Drained, logger);

    /// <summary>A group is one packet of text, its attachments, or both.</summary>
    public void RaiseCreated(FrameGroup group, ILogger logger)
    {
        if (PacketCreated is not { } handlers)
        {
            return;
        }

        if (group.HasText)
        {
            Handlers.Raise(handlers, new EnginePacket((EnginePacketType)group.Text.Span[0], group.Text[1..], IsBinary: false), logger);
        }

        foreach (var attachment in group.Attachments)
        {
            Handlers.Raise(handlers, EnginePacket.Binary(attachment), logger);
        }
    }

    // The session may be closed by the clock, which must not wait for anybody's handler.
    public void RaiseClosed(string reason, string? description, ILogger logger)
    {
        if (Closed is { } handlers)
        {
            ThreadPool.QueueUserWorkItem(
                static closing =>
                {
                    foreach (var handler in Delegate.EnumerateInvocationList(closing.handlers))
                    {
                        Handlers.Raise(() => handler(closing.reason, closing.description), closing.logger);
                    }
                },
                (handlers, reason, description, logger),
                preferLocal: false);
        }
    }

    /// <summary>Calls the handlers one after the other; nothing further is read from the client before the last has ended.</summary>
    public async Task RaiseMessageAsync(EngineMessage message, ILogger logger)
    {
        foreach (var handler in MessageReceived?.GetInvocationList() ?? [])
        {
            await Handlers.RunAsync((Func<EngineMessage, Task>)handler, message, logger);
        }
    }
}
