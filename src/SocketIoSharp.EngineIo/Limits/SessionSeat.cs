namespace SocketIoSharp.EngineIo.Limits;

/// <summary>A session's place among all that there may be. It is given back by the session that has taken it, else by whoever has asked for it.</summary>
internal sealed class SessionSeat(Admission admission, AddressKey? address) : IDisposable
{
    private bool _isTaken;
    private int _isLeft;

    /// <summary>The session is there, and will give the place back.</summary>
    public void Take() => _isTaken = true;

    /// <summary>The session is over.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref _isLeft, 1) == 0)
        {
            admission.Leave(address);
        }
    }

    public void Dispose()
    {
        if (!_isTaken)
        {
            Leave();
        }
    }
}
