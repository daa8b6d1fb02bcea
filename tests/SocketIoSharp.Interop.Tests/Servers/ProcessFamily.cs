using System.Globalization;
using System.Text;

namespace SocketIoSharp.Interop.Tests.Servers;

/// <summary>
/// All processes that come from one, also those that have left it: they are known by a variable that they inherit, or, if they have overwritten it, by their parents. Linux only.
/// </summary>
internal sealed class ProcessFamily
{
    private const string Variable = "SOCKETIOSHARP_TEST_FAMILY";

    private readonly string _mark = Guid.NewGuid().ToString();
    private readonly HashSet<(int Id, string Start)> _known = [];

    /// <summary>Those that still run, without the first one.</summary>
    public IReadOnlyList<string> Living =>
        [.. All().Where(process => _known.Contains((process.Id, process.Start)) || IsMarked(process.Id)).Select(process => $"{process.Id} {process.Name}")];

    public void Mark(IDictionary<string, string?> environment) => environment[Variable] = _mark;

    /// <summary>Remembers those that come from a process now: when it has ended, nobody can tell any more.</summary>
    public void Remember(int root)
    {
        var all = All().ToList();
        var family = new HashSet<int> { root };
        while (all.Where(process => family.Contains(process.Parent) && family.Add(process.Id)).ToList() is { Count: > 0 })
        {
        }

        _known.UnionWith(all.Where(process => process.Id != root && family.Contains(process.Id)).Select(process => (process.Id, process.Start)));
    }

    private static IEnumerable<(int Id, int Parent, string Start, string Name)> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(Path.Combine(folder, "stat")) is { } stat)
            {
                // The name is in brackets and may hold anything; the third field is the state, the fourth the parent.
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (fields[0] is not "Z" and not "X")
                {
                    yield return (id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19], stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')]);
                }
            }
        }
    }

    private bool IsMarked(int id) => Read($"/proc/{id}/environ")?.Contains(_mark, StringComparison.Ordinal) is true;

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file, Encoding.Latin1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // it has just ended, or is somebody else's
        }
    }
}
