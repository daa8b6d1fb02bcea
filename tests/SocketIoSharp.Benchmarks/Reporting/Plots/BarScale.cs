namespace SocketIoSharp.Benchmarks.Reporting.Plots;

/// <summary>Where a value ends between the left and the right edge of the bars.</summary>
internal sealed class BarScale(double left, double right, double highest)
{
    public double At(double value) => highest > 0 ? left + (right - left) * Math.Clamp(value / highest, 0, 1) : left;

    public bool IsBroken(double value) => value > highest;
}
