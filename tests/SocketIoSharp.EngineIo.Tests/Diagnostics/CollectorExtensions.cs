using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace SocketIoSharp.Tests.Shared;

internal static class CollectorExtensions
{
    /// <summary>The sum of what was measured with these tags, others besides.</summary>
    public static long Sum(this MetricCollector<long> collector, params (string Key, object? Value)[] tags) =>
        collector.With(tags).Sum(measurement => measurement.Value);

    /// <summary>What was measured with these tags, others besides.</summary>
    public static IReadOnlyList<CollectedMeasurement<T>> With<T>(this MetricCollector<T> collector, params (string Key, object? Value)[] tags)
        where T : struct =>
        [.. collector.GetMeasurementSnapshot().Where(measurement => tags.All(tag => measurement.Tags.TryGetValue(tag.Key, out var value) && Equals(value, tag.Value)))];

    /// <summary>Waits until so much was measured: what a server counts it may count a moment after its client knows.</summary>
    public static Task ReachAsync(this MetricCollector<long> collector, long sum, params (string Key, object? Value)[] tags) =>
        Patience.UntilAsync(() => collector.Sum(tags) == sum, $"{collector.Instrument?.Name} is {sum}");
}
