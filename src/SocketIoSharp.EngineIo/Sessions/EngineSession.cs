using System.Diagnostics.CodeAnalysis;
using SocketIoSharp.EngineIo.Limits;
using SocketIoSharp.EngineIo.Outbound;
using SocketIoSharp.EngineIo.Revisions;
using SocketIoSharp.EngineIo.Sessions;
using SocketIoSharp.EngineIo.Transports;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo;

/// <summary>One client of the Engine.IO layer, whatever transport it uses at the moment. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and is cancelled, so nothing is left to dispose of.")]
public sealed partial class EngineSession
{
    private readonly EngineServer _server;
    private readonly SessionSeat _seat;
    private readonly Heartbeat _heartbeat;
    private CancellationTokenSource? _closed;
    private Linger? _linger;
    private InboundGate? _inbound;
    private PayloadFormat? _payloads;
    private int _state;

    internal EngineSession(string id, EngineServer server, EngineHandshake handshake, string transport, SessionSeat seat)
    {
        Id = id;
        Handshake = handshake;
        Transport = transport;
        _server = server;
        _seat = seat;
        _openedAt = server.Clock.Now;
        Outbound = new OutboundQueue(server.QueueLimits);
        Revision = EngineRevision.Of(handshake.Protocol);
        Upgrade = transport == EngineTransports.WebSocket ? UpgradeState.Impossible : new UpgradeState();
        _heartbeat = Revision.CreateHeartbeat(
            server.Clock, (long)server.Options.PingInterval.TotalMilliseconds, (long)server.Options.PingTimeout.TotalMilliseconds);
    }

    private enum State
    {
        Open,
        Closing,
        Closed,
    }

    /// <summary>The session id. Secret: it authenticates the client's requests.</summary>
    public string Id { get; }

    /// <summary>The first request of the session.</summary>
    public EngineHandshake Handshake { get; }

    /// <summary>The Engine.IO revision that the client speaks.</summary>
    public int Protocol => Handshake.Protocol;

    /// <summary>The address of the client, or of the last proxy, at its first request.</summary>
    public string? RemoteAddress => Handshake.RemoteAddress;

    /// <summary>Whether a WebSocket is being probed at this moment.</summary>
    public bool IsUpgrading => Upgrade.IsProbing;

    /// <summary>Whether the session began with polling and has moved to a WebSocket.</summary>
    public bool IsUpgraded => Upgrade.IsDone;

    /// <summary>The name of the transport in use: see <see cref="EngineTransports"/>.</summary>
    public string Transport { get; private set; }

    /// <summary>Whether packets are accepted and delivered.</summary>
    public bool IsOpen => CurrentState is State.Open;

    /// <summary>
    /// Whether somebody is there to receive at this moment: a WebSocket, or a poll that waits. Between two polls there is nobody, and it stays so
    /// when the client has gone.
    /// </summary>
    public bool IsListening => Outbound.IsBeingRead;

    /// <summary>Belongs to the layer above.</summary>
    public object? Tag { get; set; }

    internal EngineRevision Revision { get; }

    /// <summary>The form of what goes over polling.</summary>
    internal PayloadFormat Payloads => _payloads ??= Revision.PayloadsFor(Handshake);

    internal OutboundQueue Outbound { get; }

    internal InboundGate Inbound => LazyInitializer.EnsureInitialized(ref _inbound, static () => new InboundGate());

    internal UpgradeState Upgrade { get; }

    /// <summary>Cancelled when the session is closed. Its source is made for who asks: a session that was never polled has none.</summary>
    internal CancellationToken ClosedToken
    {
        get
        {
            var source = LazyInitializer.EnsureInitialized(ref _closed, static () => new CancellationTokenSource());
            if (IsClosed)
            {
                // What has closed the session may have found no source.
                source.Cancel();
            }

            return source.Token;
        }
    }

    /// <summary>Enough of the id to follow a session through a log, too little to take it over.</summary>
    internal string LogId => Id.Length > 8 ? Id[..8] : Id;

    internal TimeProvider Time => _server.Time;

    internal CancellationToken ServerStopped => _server.Stopped;

    internal ConnectionCount Connections => _server.Connections;

    internal EngineIoHttpCompression? HttpCompression => _server.Options.HttpCompression;

    internal int MaxPacketsPerPayload => _server.Options.MaxPacketsPerPayload;

    internal int MaxPayload => _server.Options.MaxHttpBufferSize;

    internal bool IsClosed => CurrentState is State.Closed;

    private State CurrentState => (State)Volatile.Read(ref _state);

    /// <summary>Queues a packet. Never waits; a client that is too slow is disconnected, unless <see cref="EngineIoOptions.SlowReceiverPolicy"/> finds room.</summary>
    /// <param name="group">The encoded packet.</param>
    /// <param name="isVolatile">Whether the packet may be dropped when the client is not ready at this moment.</param>
    /// <returns>Whether the packet was queued.</returns>
    public bool TrySend(FrameGroup group, bool isVolatile = false) =>
        Enqueue(group, isVolatile, isAwaited: false) is EnqueueResult.Accepted or EnqueueResult.Pressured;

    /// <summary>
    /// Queues a packet. The task completes once no more than the high-water mark is queued: at once, for a client that keeps up. With
    /// <see cref="SlowReceiverPolicy.Wait"/> it waits for room as well.
    /// </summary>
    /// <inheritdoc cref="TrySend(FrameGroup, bool)" path="/param"/>
    public Task SendAsync(FrameGroup group, bool isVolatile = false) =>
        Enqueue(group, isVolatile, isAwaited: true) is EnqueueResult.Pressured ? Outbound.WaitForReliefAsync() : Task.CompletedTask;

    /// <summary>Completes once no more than the high-water mark is queued, or the session is closing: at once, for a client that keeps up.</summary>
    public Task WaitForReliefAsync() => Outbound.WaitForReliefAsync();

    /// <summary>Queues a message: a text or bytes, which are copied. See <see cref="SendAsync(FrameGroup, bool)"/> for when the task completes.</summary>
    /// <param name="message">The message; strings and byte arrays turn into one by themselves.</param>
    /// <param name="compress">Whether a compressed answer to a poll is worth it for this message.</param>
    public Task SendAsync(EngineMessage message, bool compress = true) => SendAsync(Frame(message, compress));

    /// <summary>Queues a message. Never waits; a client that is too slow is disconnected.</summary>
    /// <inheritdoc cref="SendAsync(EngineMessage, bool)"/>
    /// <returns>Whether it was queued.</returns>
    public bool TrySend(EngineMessage message, bool compress = true) => TrySend(Frame(message, compress));

    private static FrameGroup Frame(EngineMessage message, bool compress) => compress ? message.ToFrameGroup() : message.ToFrameGroup().WithoutCompression();

    /// <summary>Hands the session over to the WebSocket that has completed its upgrade.</summary>
    internal void OnUpgraded()
    {
        Transport = EngineTransports.WebSocket;
        NoteUpgraded();
        _events?.RaiseUpgraded(_server.Logs.Sessions);
    }

    /// <summary>A WebSocket has not made it to the end of its probe.</summary>
    internal void OnUpgradeFailed()
    {
        Upgrade.Fail();
        NoteUpgradeFailed();
    }

    // A session that takes nothing more is no slow one.
    private void OnDropped()
    {
        if (IsOpen)
        {
            Metrics.Dropped(Transport);
        }
    }
}
