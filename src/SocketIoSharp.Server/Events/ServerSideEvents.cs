using System.Text;
using SocketIoSharp.Adapters;
using SocketIoSharp.Diagnostics;

namespace SocketIoSharp.Events;

/// <summary>The handlers of a namespace for events that other nodes emit. Copy-on-write.</summary>
internal sealed partial class ServerSideEvents(Namespace @namespace)
{
    private static readonly string[] Reserved = ["connect", "connection", "new_namespace"];

    private readonly Lock _gate = new();
    private (string Name, Func<EventArguments, ServerSideAck, Task> Handler)[] _handlers = [];

    public static void Check(string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        if (Array.IndexOf(Reserved, eventName) >= 0)
        {
            throw new ArgumentException($"\"{eventName}\" is a reserved event name", nameof(eventName));
        }
    }

    public void Add(string eventName, Func<EventArguments, ServerSideAck, Task> handler)
    {
        lock (_gate)
        {
            _handlers = [.. _handlers, (eventName, handler)];
        }
    }

    public void Dispatch(OutgoingPacket packet, AnswerCollector? answers)
    {
        var name = Encoding.UTF8.GetString(EventName.Read(packet.Json.Span));
        var args = EventArguments.OfEvent(packet.Json, packet.Attachments, @namespace.Server.Options.Json);
        var ack = new ServerSideAck(@namespace.Server, answers);
        foreach (var (_, handler) in Volatile.Read(ref _handlers).Where(entry => entry.Name == name))
        {
            _ = RunAsync(handler, name, args, ack);
        }
    }

    private async Task RunAsync(Func<EventArguments, ServerSideAck, Task> handler, string name, EventArguments args, ServerSideAck ack)
    {
        try
        {
            await handler(args, ack);
        }
        catch (Exception exception)
        {
            @namespace.Server.Metrics.HandlerFailed(HandlerKind.ServerSideEvent);
            Log.HandlerFailed(@namespace.Server.Logs.Events, name, @namespace.Name, exception);
        }
    }
}
