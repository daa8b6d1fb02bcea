namespace SocketIoSharp.EngineIo.Sessions;

/// <summary>Whether a session is being upgraded, was, or may be.</summary>
internal sealed class UpgradeState
{
    private const int Possible = 0;
    private const int Probing = 1;
    private const int Done = 2;
    private const int Unneeded = 3;
    private int _state;

    /// <summary>That of all sessions that have begun with the best transport there is. Never changes.</summary>
    public static UpgradeState Impossible { get; } = new() { _state = Unneeded };

    public bool IsProbing => Volatile.Read(ref _state) == Probing;

    public bool IsDone => Volatile.Read(ref _state) == Done;

    /// <summary>Claims the upgrade; only one WebSocket at a time can.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Probing, Possible) == Possible;

    /// <summary>Another attempt may follow.</summary>
    public void Fail() => Interlocked.CompareExchange(ref _state, Possible, Probing);

    public void Complete() => Volatile.Write(ref _state, Done);
}
