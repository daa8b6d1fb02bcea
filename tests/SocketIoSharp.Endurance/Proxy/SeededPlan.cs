namespace SocketIoSharp.Endurance.Proxy;

/// <summary>The faults of each connection, drawn by lot: the same seed gives the same connection the same faults.</summary>
/// <param name="seed">What the draw follows from.</param>
/// <param name="kinds">Kinds of faults, each with its share of all connections; those that none falls to have none.</param>
internal sealed class SeededPlan(int seed, params (double Share, Func<Random, ConnectionFaults> Draw)[] kinds)
{
    public ConnectionFaults For(int number)
    {
        var random = new Random(unchecked((seed * 486_187_739) + number));
        var lot = random.NextDouble();
        foreach (var (share, draw) in kinds)
        {
            if (lot < share)
            {
                return draw(random);
            }

            lot -= share;
        }

        return ConnectionFaults.None;
    }
}
