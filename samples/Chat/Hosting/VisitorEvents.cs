using Ember.Limits;
using Ember.People;
using SocketIoSharp;

namespace Ember.Hosting;

/// <summary>Listens to an event the way this application always does: limited, with one object as its argument, answered by an ack.</summary>
internal static class VisitorEvents
{
    public static void Handle<TRequest, TAnswer>(this Visitor visitor, string name, Cost cost, Func<TRequest, TAnswer> handler)
        where TRequest : class =>
        visitor.Socket.On(name, (TRequest? request) => Guarded(visitor, cost, () => handler(Required(request))));

    public static void HandleAsync<TRequest, TAnswer>(this Visitor visitor, string name, Cost cost, Func<TRequest, Task<TAnswer>> handler)
        where TRequest : class =>
        visitor.Socket.On(name, (TRequest? request) => GuardedAsync(visitor, cost, () => handler(Required(request))));

    public static void HandleAsync<TAnswer>(this Visitor visitor, string name, Cost cost, Func<Task<TAnswer>> handler) =>
        visitor.Socket.On(name, () => GuardedAsync(visitor, cost, handler));

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

    // A refusal becomes the ack {"error": "…"}.
    private static T Guarded<T>(Visitor visitor, Cost cost, Func<T> work)
    {
        try
        {
            visitor.Limits.Spend(cost);
            return work();
        }
        catch (Refusal refusal)
        {
            throw new EventException(refusal.Message, refusal);
        }
    }

    private static async Task<T> GuardedAsync<T>(Visitor visitor, Cost cost, Func<Task<T>> work)
    {
        try
        {
            visitor.Limits.Spend(cost);
            return await work();
        }
        catch (Refusal refusal)
        {
            throw new EventException(refusal.Message, refusal);
        }
    }

    private static T Required<T>(T? request)
        where T : class => request ?? throw new Refusal("This event needs an argument");
}
