using System.Diagnostics;
using SocketIoSharp.Diagnostics;

namespace SocketIoSharp.Events;

/// <summary>One run of a handler that somebody watches: its time and its span.</summary>
internal sealed class HandlerRun
{
    private readonly SocketIoServer _server;
    private readonly Activity? _before = Activity.Current;
    private readonly Activity? _activity;
    private readonly long _start;

    /// <summary>Starts the watch. The span is the current one until <see cref="WatchAsync"/>.</summary>
    public HandlerRun(Socket socket, string eventName)
    {
        _server = socket.Server;
        _activity = Tracing.StartEvent(socket, eventName);
        _start = _server.Time.GetTimestamp();
    }

    /// <summary>Whether runs are worth watching.</summary>
    public static bool IsWanted(SocketIoServer server) => server.Metrics.IsTimingEvents || Tracing.IsOn;

    /// <summary>Waits for the handler to end.</summary>
    public ValueTask WatchAsync(ValueTask handling)
    {
        if (_activity is not null)
        {
            // The handler has taken the span along; this thread goes on to other things.
            Activity.Current = _before;
        }

        return FinishAsync(handling);
    }

    private async ValueTask FinishAsync(ValueTask handling)
    {
        try
        {
            await handling;
        }
        catch (Exception exception)
        {
            _activity?.Fail(exception.GetType().FullName!);
            throw;
        }
        finally
        {
            _server.Metrics.EventHandled(_start);
            _activity?.Dispose();
        }
    }
}
