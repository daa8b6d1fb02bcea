using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SocketIoSharp.EngineIo.Diagnostics;

namespace SocketIoSharp.EngineIo.Limits;

/// <summary>Says that limits were met, to those who count and to those who read.</summary>
internal sealed partial class LimitReports(EngineMetrics metrics, ILogger logger, TimeProvider time)
{
    private readonly ConcurrentDictionary<EngineLimit, WarningThrottle> _throttles = new();

    public void Exceeded(EngineLimit limit, string? address)
    {
        metrics.LimitExceeded(limit);
        var level = _throttles.GetOrAdd(limit, static (_, time) => new WarningThrottle(time), time).NextLevel();
        Log.Exceeded(logger, level, address, limit.Option, limit.Name);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 6, Message = "A client from {RemoteAddress} has met the limit EngineIoOptions.{Option} ({Limit}).", EventName = "EngineLimitExceeded")]
        public static partial void Exceeded(ILogger logger, LogLevel level, string? remoteAddress, string option, string limit);
    }
}
