namespace SocketIoSharp.Repository.Tests.PublicApi;

/// <summary>
/// The two files beside a project that list its public API: what was released, and what has changed since. A line in the second one that
/// starts with <c>*REMOVED*</c> takes one of the first away.
/// </summary>
internal sealed class PublicApiFiles(string folder)
{
    private const string Header = "#nullable enable";
    private const string Removed = "*REMOVED*";

    private readonly string _shipped = Path.Combine(folder, "PublicAPI.Shipped.txt");
    private readonly string _unshipped = Path.Combine(folder, "PublicAPI.Unshipped.txt");

    public IEnumerable<string> Lines
    {
        get
        {
            var removed = Read(_unshipped).Where(IsRemoval).Select(line => line[Removed.Length..]).ToHashSet();
            return Read(_shipped).Where(line => !removed.Contains(line)).Concat(Read(_unshipped).Where(line => !IsRemoval(line)));
        }
    }

    public void Update(IReadOnlyList<string> api)
    {
        var shipped = Read(_shipped).ToHashSet();
        if (!File.Exists(_shipped))
        {
            File.WriteAllText(_shipped, $"{Header}\n");
        }

        var lines = shipped.Except(api).Order(StringComparer.OrdinalIgnoreCase).Select(line => Removed + line).Concat(api.Where(line => !shipped.Contains(line)));
        File.WriteAllText(_unshipped, string.Concat(lines.Prepend(Header).Select(line => $"{line}\n")));
    }

    private static IEnumerable<string> Read(string file) =>
        File.Exists(file) ? File.ReadAllLines(file).Where(line => line.Length > 0 && !line.StartsWith('#')) : [];

    private static bool IsRemoval(string line) => line.StartsWith(Removed, StringComparison.Ordinal);
}
