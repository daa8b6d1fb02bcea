namespace SocketIoSharp.Benchmarks.Reporting.Plots;

/// <summary>
/// Groups of horizontal bars, one below the other. The explanation says what is shown and which direction is good; the source, where the numbers
/// are from; the name is the file's without its ending.
/// </summary>
internal sealed record BarChart(string Name, string Title, string Explanation, IReadOnlyList<BarGroup> Groups, string Source)
{
    public string FileName => Name + ".svg";

    public bool HasBars => Groups.Count > 0;

    /// <summary>The letters of the longest text behind a bar.</summary>
    public int TextLength => Groups.SelectMany(group => group.Bars).Max(bar => bar.Text.Length);

    /// <summary>Whether all groups are drawn to the same scale, so that bars of one can be compared with bars of another.</summary>
    public bool IsOneScale { get; init; } = true;

    /// <summary>Where a line goes through all groups, or <see langword="null"/>.</summary>
    public double? Reference { get; init; }

    /// <summary>Longer bars are drawn broken, so that one server does not press all others flat.</summary>
    public double Longest { get; init; } = double.PositiveInfinity;

    /// <summary>The value that takes the whole width in a group.</summary>
    public double ScaleOf(BarGroup group) => Math.Min(Longest, IsOneScale ? Groups.Max(each => each.Highest) : group.Highest);

    /// <summary>All of it in words, for those who do not see it.</summary>
    public string Description => $"{Explanation} " + string.Join(
        " ", Groups.Select(group => $"{group.Title}, {group.Unit}: {string.Join(", ", group.Bars.Select(bar => $"{bar.Label} {bar.Text}"))}."));
}
