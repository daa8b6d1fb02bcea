using System.Diagnostics.Metrics;

namespace SocketIoSharp.Forwarding.Diagnostics;

/// <summary>What a node counts of the requests that it passes on and that are passed on to it, under the meter <c>SocketIoSharp.Forwarding</c>.</summary>
internal sealed class ForwardMetrics
{
    public const string MeterName = "SocketIoSharp.Forwarding";

    private const string Kind = "socketio.forward.kind";

    // A push takes milliseconds, a poll the time to the next packet, a WebSocket as long as its client stays.
    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 1, 10, 30, 60, 300, 3600, 14_400] };

    private readonly Counter<long> _requests;
    private readonly Counter<long> _received;
    private readonly Counter<long> _failures;
    private readonly UpDownCounter<long> _active;
    private readonly Histogram<double> _durations;
    private readonly TimeProvider _time;

    public ForwardMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("socketio.forward.requests", "{request}", "Requests that were passed on to other nodes.");
        _received = meter.CreateCounter<long>("socketio.forward.received", "{request}", "Requests that other nodes have passed on to this one.");
        _failures = meter.CreateCounter<long>("socketio.forward.failures", "{request}", "Requests that could not be passed on, or were not taken.");
        _active = meter.CreateUpDownCounter<long>("socketio.forward.active", "{request}", "Requests that are with other nodes at the moment.");
        _durations = meter.CreateHistogram("socketio.forward.duration", "s", "The time from passing a request on to the end of its answer.", tags: null, Durations);
    }

    public Forward Begin(string kind)
    {
        var tag = new KeyValuePair<string, object?>(Kind, kind);
        _requests.Add(1, tag);
        _active.Add(1, tag);
        return new Forward(this, tag, _durations.Enabled ? _time.GetTimestamp() : null);
    }

    public void Received() => _received.Add(1);

    public void Failed(string type) => _failures.Add(1, new KeyValuePair<string, object?>("error.type", type));

    /// <summary>A request that is with another node.</summary>
    public readonly struct Forward(ForwardMetrics metrics, KeyValuePair<string, object?> tag, long? start) : IDisposable
    {
        public void Dispose()
        {
            metrics._active.Add(-1, tag);
            if (start is { } begun)
            {
                metrics._durations.Record(metrics._time.GetElapsedTime(begun).TotalSeconds, tag);
            }
        }
    }
}
