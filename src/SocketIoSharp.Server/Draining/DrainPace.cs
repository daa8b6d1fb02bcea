namespace SocketIoSharp.Draining;

/// <summary>How many clients are to have left at a time: evenly, no faster than asked for unless the time is short, and in lots so small that nobody minds.</summary>
internal readonly struct DrainPace
{
    /// <summary>The time between two lots.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    // The rest of the time is for what clients have begun before.
    private const double ShareForTurns = 0.8;

    private readonly double _perSecond;
    private readonly int _lot;

    /// <param name="clients">How many there are; those that come on top follow at the same pace.</param>
    /// <param name="timeout">The time for all, more than zero.</param>
    /// <param name="clientsPerSecond">The pace, where the time allows it.</param>
    public DrainPace(int clients, TimeSpan timeout, int clientsPerSecond)
    {
        LastOrders = timeout * ShareForTurns;
        _perSecond = Math.Max(clientsPerSecond, clients / LastOrders.TotalSeconds);
        _lot = (int)Math.Max(1, Math.Ceiling(_perSecond * Step.TotalSeconds));
        Duration = TimeSpan.FromSeconds(Math.Max(0, clients - _lot) / _perSecond);
    }

    /// <summary>When nothing new is taken from anybody: who never pauses would never be idle.</summary>
    public TimeSpan LastOrders { get; }

    /// <summary>When the last client's turn comes.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The clients whose turn has come after so much time. The first lot need not wait.</summary>
    public int DueAfter(TimeSpan elapsed) => (int)Math.Min(int.MaxValue, Math.Floor(elapsed.TotalSeconds * _perSecond) + _lot);
}
