namespace Cluster.Conductor;

/// <summary>What all processes write, line by line, each with the name of who wrote it in front. Thread-safe.</summary>
internal sealed class Terminal
{
    private static readonly string[] Colours = ["33", "32", "35", "36", "34"];

    private readonly Lock _lock = new();
    private readonly bool _hasColours = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    private readonly Dictionary<string, string> _colourOf = [];
    private volatile bool _isQuiet;

    public void Write(string line)
    {
        lock (_lock)
        {
            Console.WriteLine(line);
        }
    }

    public void Write(string name, string line)
    {
        if (_isQuiet)
        {
            return;
        }

        lock (_lock)
        {
            Console.WriteLine($"{Coloured(name, $"{name,-7}|")} {line}");
        }
    }

    /// <summary>From now on: what processes say while they are being ended, all at once, is no news.</summary>
    public void Quiet() => _isQuiet = true;

    private string Coloured(string name, string text)
    {
        if (!_hasColours)
        {
            return text;
        }

        if (!_colourOf.TryGetValue(name, out var colour))
        {
            _colourOf[name] = colour = Colours[_colourOf.Count % Colours.Length];
        }

        return $"\e[{colour}m{text}\e[0m";
    }
}
