using SocketIoSharp.Endurance.Proxy;

namespace SocketIoSharp.Endurance.Jitter;

/// <summary>The line of one client to the server, on which everything is cut every few seconds, and something else goes wrong now and then.</summary>
internal sealed class JitteredLine : IAsyncDisposable
{
    private const int ShortestMilliseconds = 2000;
    private const int LongestMilliseconds = 8000;

    // Enough for the middle of any frame here, little enough to come soon.
    private const int MostBytesBeforeCut = 600;
    private static readonly TimeSpan CutPatience = TimeSpan.FromMilliseconds(300);

    private readonly FaultProxy _proxy;
    private readonly SeededPlan _plan;
    private readonly Random _random;
    private volatile bool _isQuiet = true;

    public JitteredLine(int target, int seed, int client)
    {
        _random = new Random(unchecked((seed * 31) + client));
        _plan = new SeededPlan(
            _random.Next(),
            (0.10, random => new ConnectionFaults { ToServer = Delayed(random), ToClient = Delayed(random) }),
            (0.03, random => new ConnectionFaults { ToClient = new FlowFaults(StallAfter: random.Next(2000), Stall: TimeSpan.FromMilliseconds(random.Next(100, 800))) }),
            (0.03, _ => new ConnectionFaults { IsRefused = true }));
        _proxy = new FaultProxy(target, number => _isQuiet ? ConnectionFaults.None : _plan.For(number));
    }

    public int Port => _proxy.Port;

    /// <summary>When something was cut, in the order of time.</summary>
    public DateTime[] Cuts => [.. _proxy.Cuts.Order()];

    /// <summary>Makes trouble until told to stop; from then on everything passes.</summary>
    public async Task JitterAsync(CancellationToken stop)
    {
        _isQuiet = false;
        try
        {
            while (true)
            {
                await Task.Delay(_random.Next(ShortestMilliseconds, LongestMilliseconds), stop);
                await CutAsync((CutManner)_random.Next(2), _random.Next(2) == 0 ? _random.Next(1, MostBytesBeforeCut) : 0);
            }
        }
        catch (OperationCanceledException)
        {
            _isQuiet = true;
        }
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    // At once, or in the middle of what comes next.
    private async Task CutAsync(CutManner manner, int bytesBefore)
    {
        var connections = _proxy.Connections;
        if (bytesBefore > 0)
        {
            foreach (var connection in connections)
            {
                connection.CutAfterToClient(bytesBefore);
            }

            await Task.WhenAny(Task.WhenAll(connections.Select(connection => connection.Completion)), Task.Delay(CutPatience));
        }

        foreach (var connection in connections)
        {
            connection.Cut(manner);
        }
    }

    private static FlowFaults Delayed(Random random) => new(Delay: TimeSpan.FromMilliseconds(random.Next(1, 30)));
}
