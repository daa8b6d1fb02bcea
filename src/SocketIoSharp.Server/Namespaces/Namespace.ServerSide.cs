using SocketIoSharp.Acks;
using SocketIoSharp.Adapters;
using SocketIoSharp.Events;

namespace SocketIoSharp;

// Events between the nodes of a cluster.
public sealed partial class Namespace
{
    private static readonly TimeSpan ServerSideTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Emits an event to the other nodes of the cluster, never to this one: their <see cref="OnServerSideEvent(string, Func{EventArguments, ServerSideAck, Task})"/> handlers run.</summary>
    /// <param name="eventName">The name of the event.</param>
    /// <param name="args">The arguments, each written as what it is.</param>
    /// <exception cref="ArgumentException">The name is reserved: <c>connect</c>, <c>connection</c> and <c>new_namespace</c> are.</exception>
    /// <exception cref="NotSupportedException">An argument cannot be serialised.</exception>
    public Task ServerSideEmitAsync(string eventName, params IEnumerable<object?> args) => Delivery.ServerSideEmitAsync(ServerSideEvent(eventName, args));

    /// <summary>
    /// Emits an event to the other nodes of the cluster and asks each for an answer. They have 5 seconds. Without other nodes there are no
    /// answers, at once.
    /// </summary>
    /// <inheritdoc cref="ServerSideEmitAsync" path="/param|/exception"/>
    public BroadcastAckRequest ServerSideEmitWithAck(string eventName, params IEnumerable<object?> args)
    {
        var acks = new BroadcastAcks(Server, ServerSideTimeout) { IsServerSide = true };
        _ = Delivery.ServerSideEmitWithAckAsync(ServerSideEvent(eventName, args), acks);
        acks.Start();

        // The adapter knows the other nodes and reports them all at once.
        acks.ExpectNodes(1);
        return new BroadcastAckRequest(acks);
    }

    /// <summary>Adds a handler for an event that other nodes emit to this namespace. Handlers of one event do not wait for each other.</summary>
    /// <exception cref="ArgumentException">The name is reserved: no node can emit it.</exception>
    public void OnServerSideEvent(string eventName, Func<EventArguments, ServerSideAck, Task> handler)
    {
        ServerSideEvents.Check(eventName);
        ArgumentNullException.ThrowIfNull(handler);
        ServerSideEvents.Add(eventName, handler);
    }

    /// <inheritdoc cref="OnServerSideEvent(string, Func{EventArguments, ServerSideAck, Task})"/>
    public void OnServerSideEvent(string eventName, Action<EventArguments, ServerSideAck> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        OnServerSideEvent(eventName, (args, ack) =>
        {
            handler(args, ack);
            return Task.CompletedTask;
        });
    }

    private OutgoingPacket ServerSideEvent(string eventName, IEnumerable<object?> args) => ServerSideEvents.Write(eventName, args, Server.Options.Json);
}
