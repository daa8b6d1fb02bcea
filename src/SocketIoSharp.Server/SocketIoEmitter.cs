using System.Text.Json;
using SocketIoSharp.Adapters;
using SocketIoSharp.Cluster;
using SocketIoSharp.Events;
using SocketIoSharp.Protocol.Payloads;
using SocketIoSharp.Rooms;

namespace SocketIoSharp;

/// <summary>
/// Sends events to the sockets of a cluster from a process that has no server of its own: a worker, a scheduled job. It hears nothing, so there are
/// no acks and no look-ups. The members that narrow the receivers down leave this instance as it is and return a new one. Thread-safe.
/// </summary>
/// <remarks>A task of its members is complete when the broker has taken the message, and fails with the broker's exception when it has not: nobody has got it then.</remarks>
public sealed class SocketIoEmitter : EventEmitter
{
    private readonly IClusterPublisher _publisher;
    private readonly string _namespace;
    private readonly BroadcastTarget _target;

    /// <summary>Creates the emitter of the namespace <c>/</c>.</summary>
    /// <param name="publisher">The broker of the cluster.</param>
    /// <param name="configureJson">Changes how arguments are serialised: the same as <see cref="SocketIoOptions.Json"/> of the servers.</param>
    public SocketIoEmitter(IClusterPublisher publisher, Action<JsonSerializerOptions>? configureJson = null)
        : this(publisher, PayloadJson.Create(), "/", BroadcastTarget.Everyone)
    {
        ArgumentNullException.ThrowIfNull(publisher);
        configureJson?.Invoke(Json);
        PayloadJson.Freeze(Json);
    }

    private SocketIoEmitter(IClusterPublisher publisher, JsonSerializerOptions json, string @namespace, BroadcastTarget target) =>
        (_publisher, Json, _namespace, _target) = (publisher, json, @namespace, target);

    /// <summary>Sockets that are not ready to receive at the moment miss the event.</summary>
    public SocketIoEmitter Volatile => With(_target with { IsVolatile = true });

    internal override JsonSerializerOptions Json { get; }

    /// <summary>The same for another namespace, without rooms and flags.</summary>
    /// <param name="namespace">The name, with or without its leading slash.</param>
    public SocketIoEmitter Of(string @namespace)
    {
        ArgumentNullException.ThrowIfNull(@namespace);
        return new SocketIoEmitter(_publisher, Json, @namespace.StartsWith('/') ? @namespace : "/" + @namespace, BroadcastTarget.Everyone);
    }

    /// <summary>Adds rooms. Sockets in any of the rooms receive, each once.</summary>
    public SocketIoEmitter To(params string[] rooms) => With(_target with { Rooms = [.. _target.Rooms, .. RoomNames.Checked(rooms)] });

    /// <summary>The same as <see cref="To"/>.</summary>
    public SocketIoEmitter In(params string[] rooms) => To(rooms);

    /// <summary>Leaves out the sockets in any of the rooms. A socket's id is a room, too.</summary>
    public SocketIoEmitter Except(params string[] rooms) => With(_target with { Except = [.. _target.Except, .. RoomNames.Checked(rooms)] });

    /// <summary>Says whether transports that can may compress the event. They may, unless told otherwise.</summary>
    public SocketIoEmitter Compress(bool compress) => With(_target with { Compress = compress });

    /// <summary>Makes the sockets that would receive join rooms.</summary>
    public Task SocketsJoinAsync(params string[] rooms) => PublishAsync(new() { Type = ClusterMessageType.SocketsJoin, Rooms = RoomNames.Checked(rooms) });

    /// <summary>Makes the sockets that would receive leave rooms.</summary>
    public Task SocketsLeaveAsync(params string[] rooms) => PublishAsync(new() { Type = ClusterMessageType.SocketsLeave, Rooms = RoomNames.Checked(rooms) });

    /// <summary>Disconnects the sockets that would receive, with <paramref name="close"/> from all namespaces and then their connections.</summary>
    public Task DisconnectSocketsAsync(bool close = false) => PublishAsync(new() { Type = ClusterMessageType.DisconnectSockets, Close = close });

    /// <summary>Emits an event to all nodes of the cluster: see <see cref="Namespace.ServerSideEmitAsync"/>. Rooms and flags mean nothing to it.</summary>
    /// <exception cref="ArgumentException">The name is reserved.</exception>
    /// <exception cref="NotSupportedException">An argument cannot be serialised.</exception>
    public Task ServerSideEmitAsync(string eventName, params IEnumerable<object?> args) =>
        PublishAsync(new() { Type = ClusterMessageType.ServerSideEmit, Packet = ServerSideEvents.Write(eventName, args, Json) });

    internal override Task SendAsync(PayloadWriter writer) => PublishAsync(new() { Type = ClusterMessageType.Broadcast, Packet = Packet(writer) });

    // The writer's memory is used again; the broker may take its time.
    private static OutgoingPacket Packet(PayloadWriter writer)
    {
        var (json, attachments) = writer.Complete();
        return new OutgoingPacket(json.ToArray(), attachments);
    }

    private Task PublishAsync(ClusterMessage message) =>
        _publisher.PublishAsync(message with { NodeId = ClusterMessage.EmitterId, Namespace = _namespace, Target = _target });

    private SocketIoEmitter With(BroadcastTarget target) => new(_publisher, Json, _namespace, target);
}
