using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Diagnostics;

namespace SocketIoSharp.EngineIo.Cors;

/// <summary>
/// Asks the application about origins. What a client calls its origin may be anything, and functions throw for it, as
/// <c>new Uri(origin)</c> does for <c>null</c>: such a page is allowed nothing, and over HTTP refused, as by the reference. Thread-safe.
/// </summary>
internal sealed partial class GuardedCors(EngineIoCors? cors, ILogger logger, TimeProvider time)
{
    private readonly WarningThrottle _warnings = new(time);

    /// <summary>Adds the headers to the response.</summary>
    /// <param name="http">The request.</param>
    /// <param name="isAnswered">Whether it was a preflight and is answered.</param>
    /// <returns><see langword="false"/> when what decides has failed; no header was added.</returns>
    public bool TryApply(HttpContext http, out bool isAnswered)
    {
        isAnswered = false;
        try
        {
            isAnswered = cors?.Apply(http) == true;
            return true;
        }
        catch (Exception exception)
        {
            Report(http, exception);
            return false;
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
            Report(http, exception);
            return false;
        }
    }

    private void Report(HttpContext http, Exception exception)
    {
        var level = _warnings.NextLevel();
        var origin = ShownOrigin.Of(http.Request.Headers.Origin.ToString());
        Log.OriginCheckFailed(logger, level, origin, exception);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 42, Message = "What decides on origins failed for {Origin}; the page is allowed nothing. EngineIoCors.IsOriginAllowed and CORS policies are asked about whatever clients send, such as \"null\".", EventName = "OriginCheckFailed")]
        public static partial void OriginCheckFailed(ILogger logger, LogLevel level, string origin, Exception exception);
    }
}
