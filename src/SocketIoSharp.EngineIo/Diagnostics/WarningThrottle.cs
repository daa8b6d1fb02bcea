using Microsoft.Extensions.Logging;

namespace SocketIoSharp.EngineIo.Diagnostics;

/// <summary>Whoever causes an entry on purpose must not fill the log with it: it is a warning once a minute, or an error, and at <c>Debug</c> in between. Thread-safe.</summary>
internal sealed class WarningThrottle(TimeProvider time, LogLevel level = LogLevel.Warning)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _lastWarning;

    public LogLevel NextLevel()
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            if (_lastWarning is { } last && time.GetElapsedTime(last, now) < Pause)
            {
                return LogLevel.Debug;
            }

            _lastWarning = now;
            return level;
        }
    }
}
