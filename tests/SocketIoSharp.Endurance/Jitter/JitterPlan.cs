using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Jitter;

/// <summary>How large a jitter run is.</summary>
/// <param name="Clients">Stock clients, each on a line of its own.</param>
/// <param name="Processes">The Node.js processes that they are divided among.</param>
/// <param name="Duration">How long their lines are cut.</param>
/// <param name="Seed">What the cuts and the faults between them follow from.</param>
/// <param name="Traffic">What the server sends.</param>
/// <param name="Recovers">Whether the server recovers the state of connections.</param>
internal sealed record JitterPlan(int Clients, int Processes, TimeSpan Duration, int Seed, JitterTraffic Traffic, bool Recovers)
{
    public static JitterPlan From(JitterOptions options)
    {
        var seed = options.Run.Seed ?? Random.Shared.Next();
        return options.Run.IsQuick
            ? new JitterPlan(Clients: 60, Processes: 2, options.Run.Duration ?? TimeSpan.FromSeconds(15), seed, JitterTraffic.Default, options.Recovers)
            : new JitterPlan(Clients: 500, Processes: 4, options.Run.Duration ?? TimeSpan.FromMinutes(1), seed, JitterTraffic.Default, options.Recovers);
    }

    /// <summary>Half of the clients use WebSockets, a third begins with polling, the rest stays there.</summary>
    public static string TransportOf(int client) => (client % 6) switch
    {
        0 => "polling",
        < 3 => "upgrade",
        _ => "websocket",
    };
}
