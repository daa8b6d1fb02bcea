using Ember.Limits;
using Ember.People;
using SocketIoSharp;

namespace Ember.Hosting;

/// <summary>Listens to an event the way this application always does: limited, with one object as its argument, answered by an ack.</summary>
internal static class VisitorEvents
{
    public static void Handle<TRequest, TAnswer>(this Visitor visitor, string name, Cost cost, Func<TRequest, TAnswer> handler)
        where TRequest : class =>
        visitor.Socket.On(name, (TRequest? request) =>
        {
            visitor.Limits.Spend(cost);
            return handler(Required(request));
        });

    public static void HandleAsync<TRequest, TAnswer>(this Visitor visitor, string name, Cost cost, Func<TRequest, Task<TAnswer>> handler)
        where TRequest : class =>
        visitor.Socket.On(name, async (TRequest? request) =>
        {
            visitor.Limits.Spend(cost);
            return await handler(Required(request));
        });

    public static void HandleAsync<TAnswer>(this Visitor visitor, string name, Cost cost, Func<Task<TAnswer>> handler) =>
        visitor.Socket.On(name, async () =>
        {
            visitor.Limits.Spend(cost);
            return await handler();
        });

    /// <summary>An event that nobody waits for: too many of them are dropped without a word.</summary>
    public static void HandleSignal<TRequest>(this Visitor visitor, string name, Action<TRequest> handler)
        where TRequest : class =>
        visitor.Socket.On(name, (TRequest? request) =>
        {
            if (request is not null && visitor.Limits.TrySpend(Cost.Signal))
            {
                handler(request);
            }
        });

    private static T Required<T>(T? request)
        where T : class => request ?? throw new EventException("This event needs an argument");
}
