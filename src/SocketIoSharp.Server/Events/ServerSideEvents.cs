using System.Text;
using System.Text.Json;
using SocketIoSharp.Adapters;
using SocketIoSharp.Diagnostics;
using SocketIoSharp.Protocol.Payloads;

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

    /// <summary>Writes an event for other nodes.</summary>
    public static OutgoingPacket Write(string eventName, IEnumerable<object?> args, JsonSerializerOptions options)
    {
        Check(eventName);
        ArgumentNullException.ThrowIfNull(args);
        using var writer = PayloadWriter.Rent(options);
        writer.Write(eventName);
        foreach (var arg in args)
        {
            writer.Write(arg);
        }

        var (json, attachments) = writer.Complete();
        return new OutgoingPacket(json.ToArray(), attachments);
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
