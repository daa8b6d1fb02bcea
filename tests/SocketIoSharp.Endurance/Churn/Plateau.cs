using System.Diagnostics;
using System.Globalization;
using SocketIoSharp.Endurance.Processes;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Churn;

/// <summary>What a server holds when all clients are gone.</summary>
/// <param name="Connections">The connections that there have been until then.</param>
/// <param name="State">Memory, handles and timers.</param>
/// <param name="Tables">What is in its tables.</param>
internal sealed record Plateau(int Connections, ServerState State, IReadOnlyDictionary<string, long> Tables)
{
    private const double Part = 0.05;

    // The runtime's own threads and pools come and go by some handles and timers.
    private const int FewHandles = 5;

    // Where 5 % are less than what a compiled method or a grown pool takes.
    private const long LittleHeap = 256 * 1024;

    // Before that many the runtime still compiles and its pools still grow: what is in use is no plateau yet.
    private const int WarmConnections = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Waits until the server has forgotten everybody, and looks.</summary>
    /// <exception cref="InvalidOperationException">It does not forget.</exception>
    public static async Task<Plateau> ReachAsync(ServedProcess server, int connections)
    {
        using var http = new HttpClient();
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var tables = (await http.GetFromJsonAsync<Dictionary<string, long>>(new Uri(server.Url, "/tables")))!;
            var state = await server.StateAsync();
            if (state.Sessions == 0 && state.Connections == 0 && state.Sockets == 0 && tables.Values.All(value => value == 0))
            {
                return new Plateau(connections, await SettleAsync(server), tables);
            }

            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new InvalidOperationException(
                    $"After {connections} connections the server still holds {state.Sessions} sessions, {state.Sockets} sockets, " + string.Join(", ", tables.Select(table => $"{table.Value} {table.Key}")) + ".");
            }

            await Task.Delay(500);
        }
    }

    /// <summary>What has grown by more than 5 % since an earlier plateau.</summary>
    /// <param name="earlier">The earlier one.</param>
    /// <param name="countsMemory">Whether the memory in use counts, beside what is on the heap.</param>
    public IEnumerable<string> GrownSince(Plateau earlier, bool countsMemory = true)
    {
        (string Name, long Before, long After, long Slack)[] figures =
        [
            ("bytes on the heap", earlier.State.HeapBytes, State.HeapBytes, LittleHeap),
            ("bytes in use", earlier.State.ResidentBytes, countsMemory && earlier.Connections >= WarmConnections ? State.ResidentBytes : 0, 0),
            ("handles", earlier.State.Handles, State.Handles, FewHandles),
            ("timers", earlier.State.Timers, State.Timers, FewHandles),
        ];
        return figures.Where(figure => figure.After > figure.Before + Math.Max(figure.Before * Part, figure.Slack))
            .Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Name}: {figure.Before:N0} after {earlier.Connections:N0} connections, {figure.After:N0} after {Connections:N0}"));
    }

    // Collections free by and by; memory is given back to the system later still.
    private static async Task<ServerState> SettleAsync(ServedProcess server)
    {
        var best = await server.StateAsync();
        for (var i = 0; i < 4; i++)
        {
            await Task.Delay(1000);
            var next = await server.StateAsync();
            best = best with
            {
                HeapBytes = Math.Min(best.HeapBytes, next.HeapBytes),
                ResidentBytes = Math.Min(best.ResidentBytes, next.ResidentBytes),
                Handles = Math.Min(best.Handles, next.Handles),
                Timers = Math.Min(best.Timers, next.Timers),
            };
        }

        return best;
    }
}
