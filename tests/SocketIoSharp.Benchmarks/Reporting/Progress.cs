using System.Diagnostics;
using System.Globalization;

namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>Says on the console what a long run is doing and how long it is going to take.</summary>
internal sealed class Progress : IDisposable
{
    private readonly IReadOnlyList<TimeSpan> _expected;
    private readonly TimeSpan _afterwards;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    // A file or a pipe keeps every line; a terminal shows the last one.
    private readonly bool _overwrites = !Console.IsOutputRedirected;
    private int _begun;
    private int _shown;

    private Progress(IReadOnlyList<TimeSpan> expected, TimeSpan afterwards) => (_expected, _afterwards) = (expected, afterwards);

    /// <param name="expected">About how long each step takes, in comparison with the others.</param>
    /// <param name="afterwards">What comes when all of them are over, and shows its own progress.</param>
    public static Progress Start(IReadOnlyList<TimeSpan> expected, TimeSpan afterwards) => new(expected, afterwards);

    /// <summary>Tells which step begins now; the one before has ended.</summary>
    public void Step(string what)
    {
        var past = Sum(_expected.Take(_begun++));
        var rest = Sum(_expected) - past;
        var left = (rest * (past > TimeSpan.Zero ? _watch.Elapsed / past : 1)) + _afterwards;
        var percent = (int)(100 * (_watch.Elapsed / (_watch.Elapsed + left)));
        var number = Invariant(_begun, Invariant(_expected.Count, 0).Length);
        Show($"[ {number}/{_expected.Count}  {Invariant(percent, 2)} %  {InWords(left)} left ] {what}");
    }

    /// <summary>Prints a line that stays.</summary>
    public void Say(string line)
    {
        Erase();
        Console.WriteLine(line);
    }

    public void Dispose() => Erase();

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, static (sum, time) => sum + time);

    private static string Invariant(int number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width);

    private static string InWords(TimeSpan left) =>
        left < TimeSpan.FromSeconds(90) ? $"about {Math.Ceiling(left.TotalSeconds):F0} s" : $"about {Math.Ceiling(left.TotalMinutes):F0} min";

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
