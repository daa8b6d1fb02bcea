using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Limits;

/// <summary>Decides whether a socket may send one more event: by the server's own limit, then by the application's limiter. Used by one thread at a time.</summary>
internal sealed partial class EventGate(Socket socket)
{
    private EventBucket _bucket = new(socket.Server.Options.EventBurst);
    private RateLimiter? _limiter;

    private SocketIoOptions Options => socket.Server.Options;

    /// <summary>The socket is about to be connected.</summary>
    public void Open()
    {
        try
        {
            _limiter = Options.EventRateLimiter?.Invoke(socket);
        }
        catch (Exception exception)
        {
            Log.LimiterFailed(socket.Server.Logs.Events, socket.Id, exception);
        }
    }

    /// <returns>Whether the event may go on; one that may not is answered, where an answer is asked for.</returns>
    public bool TryPass(in Packet packet)
    {
        if (!_bucket.TryTake(socket.Server))
        {
            Refuse(packet, ServerLimit.Events, retryAfter: null);
            return false;
        }

        if (_limiter is not null && !IsPermitted(_limiter, out var retryAfter))
        {
            Refuse(packet, ServerLimit.EventLimiter, retryAfter);
            return false;
        }

        return true;
    }

    public void Close() => _limiter?.Dispose();

    // A limiter that fails lets nothing pass: it stands there because something is to be kept out.
    private bool IsPermitted(RateLimiter limiter, out TimeSpan? retryAfter)
    {
        retryAfter = null;
        try
        {
            using var lease = limiter.AttemptAcquire();
            if (!lease.IsAcquired && lease.TryGetMetadata(MetadataName.RetryAfter, out var time))
            {
                retryAfter = time;
            }

            return lease.IsAcquired;
        }
        catch (Exception exception)
        {
            Log.LimiterFailed(socket.Server.Logs.Events, socket.Id, exception);
            return false;
        }
    }

    private void Refuse(in Packet packet, ServerLimit limit, TimeSpan? retryAfter)
    {
        socket.Connection.Report(limit);
        if (Options.EventLimitAction is EventLimitAction.Disconnect)
        {
            socket.DisconnectByServer();
        }
        else if (packet.HasAckId)
        {
            _ = socket.SendAckErrorAsync(packet.AckId, "rate limit exceeded", retryAfter);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(144, LogLevel.Error, "SocketIoOptions.EventRateLimiter failed for socket {SocketId}.", EventName = "EventRateLimiterFailed")]
        public static partial void LimiterFailed(ILogger logger, string socketId, Exception exception);
    }
}
