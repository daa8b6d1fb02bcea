namespace SocketIoSharp.Benchmarks.Reporting.Targets;

/// <summary>What a limit means.</summary>
internal static class LimitRules
{
    public static bool Holds(this Limit limit, double value, double bound) => limit switch
    {
        Limit.AtMost => value <= bound,
        Limit.Below => value < bound,
        _ => value >= bound,
    };

    public static string Sign(this Limit limit) => limit switch
    {
        Limit.AtMost => "≤",
        Limit.Below => "<",
        _ => "≥",
    };
}
