using System.Globalization;

namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>Writes numbers with as many digits as a measurement is worth.</summary>
internal static class Numbers
{
    private const int MaxDecimals = 6;

    /// <summary>A number that somebody has chosen.</summary>
    public static string Exact(double value) => value.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>A number that was measured.</summary>
    public static string Text(double value, int digits = 3)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value.ToString(CultureInfo.InvariantCulture);
        }

        var decimals = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (decimals >= 0)
        {
            return value.ToString("N" + Math.Min(decimals, MaxDecimals), CultureInfo.InvariantCulture);
        }

        var unit = Math.Pow(10, -decimals);
        return (Math.Round(value / unit) * unit).ToString("N0", CultureInfo.InvariantCulture);
    }
}
