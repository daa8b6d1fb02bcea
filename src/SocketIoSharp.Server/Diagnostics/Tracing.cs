using System.Diagnostics;
using System.Text;
using SocketIoSharp.Adapters;
using SocketIoSharp.Events;

namespace SocketIoSharp.Diagnostics;

/// <summary>
/// The spans of a server, from the source <c>SocketIoSharp</c>. They say what was sent or handled and by whom, never with which arguments. Nothing is made when
/// nobody listens.
/// </summary>
internal static class Tracing
{
    public const string SourceName = "SocketIoSharp";

    private const string System = "messaging.system";
    private const string Operation = "messaging.operation.type";
    private const string Namespace = "socketio.namespace";
    private const string Event = "socketio.event";
    private const string SocketId = "socketio.socket.id";
    private const string RoomCount = "socketio.room.count";
    private const string ErrorType = "error.type";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Whether somebody listens.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>A client wants to be connected to a namespace: until it has its answer.</summary>
    public static Activity? StartConnect(Socket socket) =>
        StartRoot("connect")?.SetTag(System, "socketio").SetTag(Namespace, socket.Namespace.Name);

    /// <summary>The client is connected. Before, its socket may have had another id than the one that it has lost and got back.</summary>
    public static void Connected(this Activity activity, Socket socket) => activity.SetTag(SocketId, socket.Id);

    /// <summary>A handler of the application gets an event. The name is the one that it was registered with.</summary>
    public static Activity? StartEvent(Socket socket, string eventName) => StartRoot("process " + eventName)?
        .SetTag(System, "socketio").SetTag(Operation, "process").SetTag(Event, eventName).SetTag(Namespace, socket.Namespace.Name).SetTag(SocketId, socket.Id);

    /// <summary>An event is sent to many, within whatever the application is about.</summary>
    public static Activity? StartBroadcast(string @namespace, BroadcastTarget target, ReadOnlySpan<byte> json)
    {
        if (!IsOn)
        {
            return null;
        }

        var name = Encoding.UTF8.GetString(EventName.Read(json));
        var activity = Source.StartActivity("send " + name, ActivityKind.Producer)?
            .SetTag(System, "socketio").SetTag(Operation, "send").SetTag(Event, name).SetTag(Namespace, @namespace);
        return target.Rooms.Count == 0 ? activity : activity?.SetTag(RoomCount, target.Rooms.Count);
    }

    /// <summary>Marks what did not succeed. The message may hold what the client has sent, so it stays out.</summary>
    public static void Fail(this Activity activity, string type) => activity.SetTag(ErrorType, type).SetStatus(ActivityStatusCode.Error);

    // A WebSocket's request lasts for as long as its client stays. What happens meanwhile is no part of that one long span, but linked to it.
    private static Activity? StartRoot(string name)
    {
        if (!IsOn)
        {
            return null;
        }

        var request = Activity.Current;
        Activity.Current = null;
        var activity = Source.StartActivity(ActivityKind.Server, links: request is null ? [] : [new ActivityLink(request.Context)], name: name);
        if (activity is null)
        {
            Activity.Current = request;
        }

        return activity;
    }
}
