using System.Collections.Concurrent;
using System.Reflection;

namespace SocketIoSharp.Events;

/// <summary>
/// Whether a handler's parameter may be null, as its author annotated it. Looked at only when a client leaves an argument out or sends null.
/// </summary>
internal static class NullableParameters
{
    private static readonly ConcurrentDictionary<(MethodInfo Method, int Parameter), bool> Known = new();

    public static bool Allows<T>(Delegate handler, int parameter)
    {
        if (default(T) is not null || Nullable.GetUnderlyingType(typeof(T)) is not null)
        {
            return default(T) is null;
        }

        // A delegate that is bound to the first argument of a static method, such as an extension method, does not show that one.
        var hidden = handler.Method.IsStatic && handler.Target is not null && !IsClosure(handler.Method) ? 1 : 0;
        return Known.GetOrAdd((handler.Method, parameter + hidden), static key => IsAnnotated(key.Method, key.Parameter));
    }

    private static bool IsClosure(MethodInfo method) => method.GetParameters() is [{ ParameterType.FullName: "System.Runtime.CompilerServices.Closure" }, ..];

    private static bool IsAnnotated(MethodInfo method, int parameter)
    {
        try
        {
            return new NullabilityInfoContext().Create(method.GetParameters()[parameter]).ReadState is not NullabilityState.NotNull;
        }
        catch (InvalidOperationException)
        {
            // The application was trimmed and the annotations with it: then null is let through, as JSON libraries do.
            return true;
        }
    }
}
