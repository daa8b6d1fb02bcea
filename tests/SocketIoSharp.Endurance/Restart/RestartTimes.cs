namespace SocketIoSharp.Endurance.Restart;

/// <summary>When a server was asked to stop, when its process had ended, and when the next one listened: in milliseconds since 1970, as the clients' times are.</summary>
internal sealed record RestartTimes(double Asked, double Stopped, int ExitCode, double Listening)
{
    public static double Now => (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds;

    /// <summary>Seconds after it was asked to stop.</summary>
    public double After(double time) => Math.Round((time - Asked) / 1000, 2);
}
