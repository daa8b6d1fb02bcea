using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Diagnostics;

namespace SocketIoSharp.EngineIo.Cors;

/// <summary>
/// Asks the application about the origins of WebSockets. What a client calls its origin may be anything, and functions throw for it, as
/// <c>new Uri(origin)</c> does for <c>null</c>: such a page is allowed nothing. Thread-safe.
/// </summary>
internal sealed partial class WebSocketCors(EngineIoCors? cors, ILogger logger, TimeProvider time)
{
    private readonly WarningThrottle _warnings = new(time);

    /// <summary>Adds the headers to the response that switches protocols.</summary>
    public void Apply(HttpContext http)
    {
        try
        {
            cors?.Apply(http);
        }
        catch (Exception exception)
        {
            Report(exception);
        }
    }

    /// <summary>Whether the page, if it is one, may open a WebSocket.</summary>
    public async ValueTask<bool> IsAllowedAsync(HttpContext http)
    {
        try
        {
            return await OriginCheck.IsAllowedAsync(http, cors);
        }
        catch (Exception exception)
        {
            Report(exception);
            return false;
        }
    }

    private void Report(Exception exception)
    {
        var level = _warnings.NextLevel();
        Log.OriginCheckFailed(logger, level, exception);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 42, Message = "What decides on origins failed; the page is allowed nothing. EngineIoCors.IsOriginAllowed and CORS policies are asked about whatever clients send, such as \"null\".", EventName = "OriginCheckFailed")]
        public static partial void OriginCheckFailed(ILogger logger, LogLevel level, Exception exception);
    }
}
