using SocketIoSharp.EngineIo.Outbound;
using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.Protocol.EngineIo;
using SocketIoSharp.Protocol.Frames;
using SocketIoSharp.Protocol.WebSockets;

namespace SocketIoSharp.EngineIo;

// Handlers that fail are logged and change nothing. They run where the thing happens, on a thread that others wait for, so they must be brief.
public sealed partial class EngineSession
{
    private SessionEvents? _events;

    /// <summary>
    /// A message arrived (<c>message</c>). It is a view that is valid until the task has completed; nothing further is read from the client
    /// before.
    /// </summary>
    public event Func<EngineMessage, Task>? MessageReceived
    {
        add => Events.MessageReceived += value;
        remove => Events.MessageReceived -= value;
    }

    /// <summary>A packet of any kind arrived (<c>packet</c>), before it is handled. It is a view that is valid until the handler returns.</summary>
    public event Action<EnginePacket>? PacketReceived
    {
        add => Events.PacketReceived += value;
        remove => Events.PacketReceived -= value;
    }

    /// <summary>
    /// A packet is about to be queued (<c>packetCreate</c>). A volatile one is told of when it is queued, for it may be dropped. Do not send from here.
    /// </summary>
    public event Action<EnginePacket>? PacketCreated
    {
        add => Events.PacketCreated += value;
        remove => Events.PacketCreated -= value;
    }

    /// <summary>The client has shown that it lives (<c>heartbeat</c>): with a pong, or with a ping where the revision is 3.</summary>
    public event Action? HeartbeatReceived
    {
        add => Events.HeartbeatReceived += value;
        remove => Events.HeartbeatReceived -= value;
    }

    /// <summary>The client probes a WebSocket (<c>upgrading</c>).</summary>
    public event Action? Upgrading
    {
        add => Events.Upgrading += value;
        remove => Events.Upgrading -= value;
    }

    /// <summary>The session has moved to a WebSocket (<c>upgrade</c>).</summary>
    public event Action? Upgraded
    {
        add => Events.Upgraded += value;
        remove => Events.Upgraded -= value;
    }

    /// <summary>What is queued is about to be written (<c>flush</c>).</summary>
    public event Action? Flushing
    {
        add => Events.Flushing += value;
        remove => Events.Flushing -= value;
    }

    /// <summary>What was queued has been written to the connection (<c>drain</c>), or could not be.</summary>
    public event Action? Drained
    {
        add => Events.Drained += value;
        remove => Events.Drained -= value;
    }

    /// <summary>The session is closed (<c>close</c>), with one of <see cref="CloseReason"/> and a description. Raised once, on a thread of the pool.</summary>
    public event Action<string, string?>? Closed
    {
        add => Events.Closed += value;
        remove => Events.Closed -= value;
    }

    private SessionEvents Events => LazyInitializer.EnsureInitialized(ref _events, static () => new SessionEvents());

    /// <summary>Before what is queued is written.</summary>
    internal void OnFlushing(ReadOnlySpan<FrameGroup> groups)
    {
        NoteSent(groups, Transport);
        _events?.RaiseFlushing(_server.Logs.Sessions);
        _server.NotifyOfFlushing(this);
    }

    /// <summary>After what was queued was written.</summary>
    internal void OnWritten()
    {
        _events?.RaiseDrained(_server.Logs.Sessions);
        _server.NotifyOfDrained(this);
    }

    internal void OnProbed()
    {
        NoteProbed();
        _events?.RaiseUpgrading(_server.Logs.Sessions);
    }

    /// <summary>Answers a ping of the WebSocket's own, which is no packet.</summary>
    internal void SendPong(ReadOnlySpan<byte> payload) =>
        NoteEnqueued(Outbound.TryEnqueue(FrameGroup.FromWebSocketFrame(WebSocketOpcode.Pong, payload), isVolatile: false), isVolatile: false);

    private EnqueueResult Enqueue(FrameGroup group, bool isVolatile, bool isAwaited)
    {
        var result = _events is { } events ? EnqueueObserved(group, isVolatile, isAwaited, events) : Outbound.TryEnqueue(group, isVolatile, isAwaited);
        NoteEnqueued(result, isVolatile);
        return result;
    }

    private void NoteEnqueued(EnqueueResult result, bool isVolatile)
    {
        switch (result)
        {
            case EnqueueResult.Overflow:
                CloseSlowConsumer();
                break;
            case EnqueueResult.Dropped when isVolatile:
                OnDropped();
                break;
        }

        for (var givenUp = Outbound.TakeGivenUp(); givenUp > 0; givenUp--)
        {
            OnDropped();
        }
    }

    private EnqueueResult EnqueueObserved(FrameGroup group, bool isVolatile, bool isAwaited, SessionEvents events)
    {
        if (!isVolatile && IsOpen)
        {
            events.RaiseCreated(group, _server.Logs.Sessions);
        }

        var result = Outbound.TryEnqueue(group, isVolatile, isAwaited);
        if (isVolatile && result is (EnqueueResult.Accepted or EnqueueResult.Pressured))
        {
            events.RaiseCreated(group, _server.Logs.Sessions);
        }

        return result;
    }

    private async ValueTask HandleObservedAsync(SessionEvents events, EnginePacket packet)
    {
        await _server.Handler.OnMessageAsync(this, packet.Body, packet.IsBinary);
        await events.RaiseMessageAsync(new EngineMessage(packet.Body, packet.IsBinary), _server.Logs.Sessions);
    }
}
