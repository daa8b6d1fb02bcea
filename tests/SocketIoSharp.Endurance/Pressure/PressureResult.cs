using System.Globalization;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Pressure;

/// <summary>What one kind of trouble has come to.</summary>
/// <param name="Trouble">The trouble.</param>
/// <param name="Clients">Those that were there and answered their pings.</param>
/// <param name="Closed">Those of them that the server has closed.</param>
/// <param name="Unserved">Those that got no answer afterwards.</param>
/// <param name="LongestAnswer">The longest time that one client, which asked all the time, had to wait.</param>
/// <param name="IsSilentFound">Whether a client that answers no ping was closed afterwards.</param>
internal sealed record PressureResult(Trouble Trouble, int Clients, int Closed, int Unserved, TimeSpan LongestAnswer, bool IsSilentFound)
{
    /// <summary>What those were told that were closed.</summary>
    public string[] Reasons { get; init; } = [];

    public IEnumerable<string> BrokenPromises
    {
        get
        {
            if (Closed > 0)
            {
                yield return $"{Trouble.Name}: {Closed} of {Clients} clients that answered every ping were closed ({string.Join("; ", Reasons)}).";
            }

            if (Unserved > 0)
            {
                yield return $"{Trouble.Name}: {Unserved} of {Clients} clients got no answer when it was over.";
            }

            if (!IsSilentFound)
            {
                yield return $"{Trouble.Name}: a client that answered no ping was not closed afterwards.";
            }

            if (Trouble.IsFelt && LongestAnswer < PressureApplication.Heartbeat)
            {
                yield return $"{Trouble.Name}: nobody had to wait for longer than {Seconds(LongestAnswer)}, so there was no trouble.";
            }
        }
    }

    public override string ToString() =>
        $"{Trouble.Name}: {Clients} clients, {Closed} closed, {Unserved} not served, longest answer {Seconds(LongestAnswer)}, silent client {(IsSilentFound ? "found" : "not found")}";

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s";
}
