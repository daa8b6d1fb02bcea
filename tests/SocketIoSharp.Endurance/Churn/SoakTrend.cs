namespace SocketIoSharp.Endurance.Churn;

/// <summary>
/// Whether the memory in use rises under load. What is in use when the load is over says less: by how much the runtime gives memory back differs from time to time by as much as is asked about.
/// </summary>
/// <param name="Early">The median of the first third, once the server is warm, in bytes.</param>
/// <param name="Late">The median of the last third.</param>
internal sealed record SoakTrend(long Early, long Late)
{
    private const double Part = 0.05;

    // The runtime compiles again what is used much, and its pools grow, for some minutes.
    public const double WarmMinutes = 6;
    private const int Fewest = 9;

    /// <returns>Nothing for a run that is too short to have one.</returns>
    public static SoakTrend? Of(IReadOnlyList<SoakSample> samples)
    {
        // The last one is taken when the load is over.
        long[] warm = [.. samples.SkipLast(1).Where(sample => sample.Minutes >= WarmMinutes).Select(sample => sample.ResidentBytes)];
        return warm.Length < Fewest ? null : new SoakTrend(Median(warm[..(warm.Length / 3)]), Median(warm[^(warm.Length / 3)..]));
    }

    /// <summary>What has grown by more than 5 %.</summary>
    public IEnumerable<string> Grown() => Late > Early * (1 + Part) ? [$"bytes in use under load: {Early:N0} in the first third, {Late:N0} in the last"] : [];

    private static long Median(long[] values) => values.Order().ElementAt(values.Length / 2);
}
