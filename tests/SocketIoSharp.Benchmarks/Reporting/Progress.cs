using System.Diagnostics;
using System.Globalization;

namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>Says on the console what a long run is doing and how long it is going to take.</summary>
internal sealed class Progress : IDisposable
{
    private readonly int _steps;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    // A file or a pipe keeps every line; a terminal shows the last one.
    private readonly bool _overwrites = !Console.IsOutputRedirected;
    private int _begun;
    private int _shown;

    private Progress(int steps) => _steps = steps;

    public static Progress Start(int steps) => new(steps);

    /// <summary>Tells which step begins now; the one before has ended.</summary>
    public void Step(string what)
    {
        var done = _begun++;
        var width = _steps.ToString(CultureInfo.InvariantCulture).Length;
        var number = _begun.ToString(CultureInfo.InvariantCulture).PadLeft(width);
        var percent = (100 * done / Math.Max(1, _steps)).ToString(CultureInfo.InvariantCulture).PadLeft(2);
        Show($"[ {number}/{_steps}  {percent} %  {TimeLeft(done)} ] {what}");
    }

    /// <summary>Prints a line that stays.</summary>
    public void Say(string line)
    {
        Erase();
        Console.WriteLine(line);
    }

    public void Dispose() => Erase();

    private string TimeLeft(int done)
    {
        if (done == 0)
        {
            return "time left not known yet";
        }

        var left = _watch.Elapsed / done * Math.Max(0, _steps - done);
        return left < TimeSpan.FromSeconds(90) ? $"about {Math.Ceiling(left.TotalSeconds):F0} s left" : $"about {Math.Ceiling(left.TotalMinutes):F0} min left";
    }

    private void Show(string line)
    {
        if (!_overwrites)
        {
            Console.WriteLine(line);
            return;
        }

        // A line that wraps could not be overwritten; a terminal that does not know its width says 0.
        var shown = Console.WindowWidth is > 1 and var width && line.Length >= width ? line[..(width - 1)] : line;
        Console.Write("\r" + shown.PadRight(_shown));
        _shown = shown.Length;
    }

    private void Erase()
    {
        if (_shown > 0)
        {
            Console.Write("\r" + new string(' ', _shown) + "\r");
            _shown = 0;
        }
    }
}
