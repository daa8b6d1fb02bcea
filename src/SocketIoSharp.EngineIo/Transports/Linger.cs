using Microsoft.AspNetCore.Http;

namespace SocketIoSharp.EngineIo.Transports;

/// <summary>
/// Cuts a connection off when its peer does not finish the closing handshake in time. Dispose of it when the request ends: the request's
/// context must not be touched after that.
/// </summary>
internal sealed class Linger(HttpContext http, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _isOver;

    /// <summary>Starts the time; a second call changes nothing.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (!_isOver && _timer is null)
            {
                _timer = time.CreateTimer(static linger => ((Linger)linger!).Expire(), this, EngineServer.CloseTimeout, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _timer?.Dispose();
        }
    }

    private void Expire()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                http.Abort();
            }
        }
    }
}
