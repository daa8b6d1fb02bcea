namespace SocketIoSharp.Benchmarks.Reporting.Plots;

/// <summary>Bars that are compared with each other; the unit says in words what their numbers are.</summary>
internal sealed record BarGroup(string Title, string Unit, IReadOnlyList<Bar> Bars)
{
    public double Highest => Bars.Max(bar => Math.Max(bar.Value, bar.High));
}
