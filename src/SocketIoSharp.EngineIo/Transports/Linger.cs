using Microsoft.AspNetCore.Http;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>
/// Cuts a connection off when its peer does not finish the closing handshake in time. Dispose of it when the request ends: the request's
/// context must not be touched after that.
/// </summary>
internal sealed class Linger : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HttpContext _http;
    private readonly EngineSession _session;
    private ITimer? _timer;
    private CancellationTokenRegistration _stopped;
    private bool _isOver;

    public Linger(HttpContext http, EngineSession session)
    {
        _http = http;
        _session = session;
        session.Connections.Enter();
    }

    /// <summary>Starts the time; a second call changes nothing.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (!_isOver && _timer is null)
            {
                _timer = _session.Time.CreateTimer(static linger => ((Linger)linger!).Expire(), this, EngineServer.CloseTimeout, Timeout.InfiniteTimeSpan);
                _stopped = _session.ServerStopped.UnsafeRegister(static linger => ((Linger)linger!).Expire(), this);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _timer?.Dispose();

            // Waits for nothing: a callback under way finds that it is over.
            _stopped.Unregister();
        }

        _session.Connections.Leave();
    }

    private void Expire()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _http.Abort();
            }
        }
    }
}
