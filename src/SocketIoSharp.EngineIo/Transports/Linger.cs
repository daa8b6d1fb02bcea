using Microsoft.AspNetCore.Http;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>
/// Cuts a connection off when its peer does not finish the closing handshake in time. Dispose of it when the request ends: the request's
/// context must not be touched after that. Its own lock: each WebSocket has one of these.
/// </summary>
internal sealed class Linger : IDisposable
{
    private readonly EngineSession _session;

    // None when the request has ended. Sessions may be kept for longer.
    private HttpContext? _http;
    private ITimer? _timer;
    private CancellationTokenRegistration _stopped;

    public Linger(HttpContext http, EngineSession session)
    {
        _http = http;
        _session = session;
        session.Connections.Enter();
    }

    /// <summary>Starts the time; a second call changes nothing.</summary>
    public void Start()
    {
        lock (this)
        {
            if (_http is not null && _timer is null)
            {
                _timer = _session.Time.CreateTimer(static linger => ((Linger)linger!).Expire(), this, EngineServer.CloseTimeout, Timeout.InfiniteTimeSpan);
                _stopped = _session.ServerStopped.UnsafeRegister(static linger => ((Linger)linger!).Expire(), this);
            }
        }
    }

    public void Dispose()
    {
        lock (this)
        {
            _http = null;
            _timer?.Dispose();

            // Waits for nothing: a callback under way finds that it is over.
            _stopped.Unregister();
        }

        _session.Connections.Leave();
    }

    private void Expire()
    {
        lock (this)
        {
            if (_http is { } http)
            {
                _session.Metrics.ConnectionCut();
                http.Abort();
            }
        }
    }
}
