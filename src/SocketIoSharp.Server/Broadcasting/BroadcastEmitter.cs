using System.Text.Json;
using SocketIoSharp.Acks;
using SocketIoSharp.Adapters;
using SocketIoSharp.Broadcasting;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp;

/// <summary>
/// Sends events to many sockets: a server, a namespace, or a part of one. The members that narrow the receivers down leave this instance as it
/// is and return a new one, which can be kept and used again.
/// </summary>
public abstract partial class BroadcastEmitter : EventEmitter
{
    internal BroadcastEmitter()
    {
    }

    /// <summary>Only sockets of this node receive, in a cluster.</summary>
    public Broadcast Local => With(Target with { IsLocal = true });

    /// <summary>Sockets that are not ready to receive at the moment miss the event.</summary>
    public Broadcast Volatile => With(Target with { IsVolatile = true });

    internal abstract IBroadcastScope Scope { get; }

    internal abstract BroadcastTarget Target { get; }

    internal override JsonSerializerOptions Json => Scope.Server.Options.Json;

    /// <summary>Adds rooms. Sockets in any of the rooms receive, each once.</summary>
    public Broadcast To(params string[] rooms)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        return With(Target with { Rooms = [.. Target.Rooms, .. rooms] });
    }

    /// <summary>The same as <see cref="To"/>.</summary>
    public Broadcast In(params string[] rooms) => To(rooms);

    /// <summary>Leaves out the sockets in any of the rooms. A socket's id is a room, too.</summary>
    public Broadcast Except(params string[] rooms)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        return With(Target with { Except = [.. Target.Except, .. rooms] });
    }

    /// <summary>Says whether transports that can may compress the event. They may, unless told otherwise.</summary>
    public Broadcast Compress(bool compress) => With(Target with { Compress = compress });

    /// <summary>Sets the time that receivers have for an answer, instead of <see cref="SocketIoOptions.AckTimeout"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, but not infinite, or 25 days and more.</exception>
    public Broadcast Timeout(TimeSpan timeout)
    {
        AckTimeouts.Check(timeout);
        return With(Target with { AckTimeout = timeout });
    }

    /// <summary>
    /// Sends an event and asks every receiver for an answer. The event is sent now; await the result, or its <c>As&lt;T&gt;()</c>, for the answers.
    /// </summary>
    /// <inheritdoc cref="EventEmitter.EmitAsync(string)" path="/param|/exception"/>
    public BroadcastAckRequest EmitWithAck(string eventName)
    {
        using var writer = BeginEvent(eventName);
        return Request(writer);
    }

    /// <inheritdoc cref="EmitWithAck(string)"/>
    public BroadcastAckRequest EmitWithAck<T1>(string eventName, T1 arg1)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        return Request(writer);
    }

    /// <inheritdoc cref="EmitWithAck(string)"/>
    public BroadcastAckRequest EmitWithAck<T1, T2>(string eventName, T1 arg1, T2 arg2)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        writer.Write(arg2);
        return Request(writer);
    }

    /// <inheritdoc cref="EmitWithAck(string)"/>
    public BroadcastAckRequest EmitWithAck<T1, T2, T3>(string eventName, T1 arg1, T2 arg2, T3 arg3)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        writer.Write(arg2);
        writer.Write(arg3);
        return Request(writer);
    }

    /// <inheritdoc cref="EmitWithAck(string)"/>
    public BroadcastAckRequest EmitWithAck<T1, T2, T3, T4>(string eventName, T1 arg1, T2 arg2, T3 arg3, T4 arg4)
    {
        using var writer = BeginEvent(eventName);
        writer.Write(arg1);
        writer.Write(arg2);
        writer.Write(arg3);
        writer.Write(arg4);
        return Request(writer);
    }

    internal override Task SendAsync(PayloadWriter writer) => Scope.BroadcastAsync(Target, writer);

    private BroadcastAckRequest Request(PayloadWriter writer) => Scope.BroadcastWithAck(Target, writer);

    private Broadcast With(BroadcastTarget target) => new(Scope, target);
}
