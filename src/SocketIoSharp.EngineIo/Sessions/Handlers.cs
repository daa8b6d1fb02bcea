using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>Calls the handlers of an event. One that fails keeps neither the others nor the caller from their work.</summary>
internal static partial class Handlers
{
    public static void Raise(Action? handlers, ILogger logger)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler();
            }
            catch (Exception exception)
            {
                Log.HandlerFailed(logger, exception);
            }
        }
    }

    public static void Raise<T>(Action<T>? handlers, T argument, ILogger logger)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(argument);
            }
            catch (Exception exception)
            {
                Log.HandlerFailed(logger, exception);
            }
        }
    }

    public static async Task RunAsync<T>(Func<T, Task> handler, T argument, ILogger logger)
    {
        try
        {
            await handler(argument);
        }
        catch (Exception exception)
        {
            Log.HandlerFailed(logger, exception);
        }
    }
}
