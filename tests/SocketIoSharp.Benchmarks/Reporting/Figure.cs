namespace SocketIoSharp.Benchmarks.Reporting;

/// <summary>Something that is read off a measurement and compared between servers.</summary>
/// <param name="Name">In words; <c>{unit}</c> and <c>{units}</c> stand for what the scenario counts.</param>
/// <param name="Unit">What stands behind the number.</param>
/// <param name="WhenVoid">What it is worth when the run was void.</param>
/// <param name="Read">The number, or <see langword="null"/> where the measurement has none.</param>
internal sealed record Figure(string Name, string Unit, VoidRule WhenVoid, Func<Measurement, double?> Read)
{
    private const double Million = 1e6;
    private const double Kibibyte = 1024;
    private const double TenThousand = 10_000;

    public static Figure Cpu { get; } = new("CPU time per {unit}", "µs", VoidRule.Counts, run => run.ServerCpuSeconds * Million / run.Operations);

    public static Figure UserCpu { get; } = Cpu with { Read = run => run.ServerUserSeconds * Million / run.Operations };

    public static Figure SystemCpu { get; } = Cpu with { Read = run => run.ServerSystemSeconds * Million / run.Operations };

    public static Figure IdleCpu { get; } = new(
        "share of a core for 10,000 connections", "%", VoidRule.Counts, run => 100 * run.ServerCpuSeconds / run.Seconds * TenThousand / run.Operations);

    public static Figure Memory { get; } =
        new("memory per connection", "KiB", VoidRule.Counts, run => run.ResidentBytesPerConnection / Kibibyte);

    public static Figure Rate { get; } = new("{units} per second", "/s", VoidRule.IsLowerBound, run => run.Operations / run.Seconds);

    public static Figure ByteRate { get; } = new("MiB per second", "MiB/s", VoidRule.IsLowerBound, run => run.Bytes / run.Seconds / (Kibibyte * Kibibyte));

    public static Figure P50 { get; } = new("p50", "µs", VoidRule.IsDropped, run => run.P50);

    public static Figure P99 { get; } = new("p99", "µs", VoidRule.IsDropped, run => run.P99);

    public static Figure P999 { get; } = new("p99.9", "µs", VoidRule.IsDropped, run => run.P999);

    public static Figure GeneratorShare { get; } = new("generator", "%", VoidRule.Counts, run => 100 * run.GeneratorShare);

    /// <summary>The figure that matters in a scenario.</summary>
    public static Figure HeadlineOf(ScenarioInfo scenario) => scenario.Headline switch
    {
        "memory" => Memory,
        "idle" => IdleCpu,
        "rate" => Rate,
        "bytes" => ByteRate,
        "latency" => P99,
        _ => Cpu,
    };

    /// <summary>Whether the run says what the server can do, and not at least what.</summary>
    public bool IsSoundIn(Measurement run) => run.Void is null || WhenVoid == VoidRule.Counts;

    public string NameIn(ScenarioInfo scenario) => Name
        .Replace("{units}", scenario.Unit.EndsWith('y') ? scenario.Unit[..^1] + "ies" : scenario.Unit + "s", StringComparison.Ordinal)
        .Replace("{unit}", scenario.Unit, StringComparison.Ordinal);
}
