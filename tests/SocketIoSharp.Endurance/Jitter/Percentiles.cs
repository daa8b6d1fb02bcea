namespace SocketIoSharp.Endurance.Jitter;

/// <summary>How times are spread, in milliseconds.</summary>
internal sealed record Percentiles(double P50, double P90, double P99, double Max)
{
    public static Percentiles Of(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return new Percentiles(At(0.5), At(0.9), At(0.99), At(1));

        double At(double share) => sorted.Length == 0 ? 0 : Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 1);
    }
}
