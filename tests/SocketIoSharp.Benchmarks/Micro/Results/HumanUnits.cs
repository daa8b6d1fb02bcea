using System.Globalization;

namespace SocketIoSharp.Benchmarks.Micro.Results;

/// <summary>Numbers as people read them: three digits and a unit.</summary>
internal static class HumanUnits
{
    private static readonly string[] Times = ["ns", "µs", "ms", "s"];
    private static readonly string[] Sizes = ["B", "KiB", "MiB", "GiB"];

    public static string Time(double nanoseconds) => InUnits(nanoseconds, 1000, Times);

    public static string Bytes(long bytes) => bytes < 10_240 ? $"{bytes.ToString("N0", CultureInfo.InvariantCulture)} B" : InUnits(bytes, 1024, Sizes);

    private static string InUnits(double value, int step, string[] units)
    {
        var unit = 0;
        while (value >= step && unit < units.Length - 1)
        {
            value /= step;
            unit++;
        }

        return $"{value.ToString(value < 10 ? "F2" : value < 100 ? "F1" : "F0", CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
