using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>What the server logs at Warning or above. Clients may cause the warnings that say so; an error never.</summary>
internal sealed partial class ServerLog
{
    // Limits that were met, a reader that is slow, an origin, a malformed packet, an event that was refused. Kestrel says that a machine is busy.
    private static readonly string[] Allowed = ["6", "22", "41", "100", "101", "124", "141"];

    // What Kestrel says, now and then, of a connection that was reset in the middle of a body: it reads once more from what has ended. Nobody is served worse.
    private const string OfKestrel = "Connection processing ended abnormally. System.InvalidOperationException: Reading is already in progress.";

    private readonly ConcurrentQueue<string> _faults = new();
    private readonly ConcurrentDictionary<string, int> _warnings = new();

    /// <summary>The first entry that may not be there, if any.</summary>
    public string? Fault => _faults.TryPeek(out var fault) ? fault : null;

    /// <summary>How often clients have caused which warning.</summary>
    public IReadOnlyDictionary<string, int> Warnings => _warnings;

    public void Add(string line)
    {
        if (Entry().Match(line) is { Success: true } entry && entry.Groups["level"].Value == "warn"
            && (Allowed.Contains(entry.Groups["id"].Value) || line.Contains(OfKestrel, StringComparison.Ordinal)))
        {
            _ = _warnings.AddOrUpdate($"{entry.Groups["category"].Value}[{entry.Groups["id"].Value}]", 1, (_, count) => count + 1);
        }
        else if (line.Length > 0)
        {
            // Also what is no entry at all: the last words of a process.
            _faults.Enqueue(line);
        }
    }

    [GeneratedRegex(@"^(?<level>[a-z]{4}): (?<category>[A-Za-z.]+)\[(?<id>[0-9]+)\]")]
    private static partial Regex Entry();
}
