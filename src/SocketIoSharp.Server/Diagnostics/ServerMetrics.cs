using System.Diagnostics.Metrics;
using SocketIoSharp.Limits;

namespace SocketIoSharp.Diagnostics;

/// <summary>
/// What a Socket.IO server counts, under the meter <c>SocketIoSharp.Server</c>. Nothing that clients choose becomes a tag: neither names of events nor those of
/// dynamic namespaces. Nothing is allocated, and no clock is read, for an instrument that nobody listens to.
/// </summary>
internal sealed class ServerMetrics : IDisposable
{
    public const string MeterName = "SocketIoSharp.Server";

    public const string UnknownNamespace = "unknown_namespace";
    public const string Middleware = "middleware";
    public const string Recovered = "recovered";
    public const string NotFound = "not_found";
    public const string TooFarBehind = "too_far_behind";
    public const string DrainedInOrder = "closed";
    public const string DrainedByForce = "cut";

    // The usual ones for durations of requests.
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    // Boxed once: a tag's value is an object.
    private static readonly KeyValuePair<string, object?> Handled = new("socketio.event.handled", true);
    private static readonly KeyValuePair<string, object?> Unhandled = new("socketio.event.handled", false);

    // Only where no factory keeps the meter.
    private readonly Meter? _own;
    private readonly TimeProvider _time;
    private readonly UpDownCounter<long> _sockets;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _events;
    private readonly Histogram<double> _eventDurations;
    private readonly Counter<long> _handlerErrors;
    private readonly Histogram<double> _ackDurations;
    private readonly Counter<long> _ackTimeouts;
    private readonly Counter<long> _broadcasts;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _recoveries;
    private readonly Counter<long> _limits;
    private readonly Counter<long> _drained;

    public ServerMetrics(IMeterFactory? meters, SocketIoServer server)
    {
        _time = server.Time;
        _own = meters is null ? new Meter(MeterName) : null;
        var meter = _own ?? meters!.Create(MeterName);
        _sockets = meter.CreateUpDownCounter<long>("socketio.sockets.active", "{socket}", "Sockets that are connected.");
        _refusals = meter.CreateCounter<long>("socketio.connects.refused", "{connect}", "Connections to namespaces that were refused.");
        _events = meter.CreateCounter<long>("socketio.events.received", "{event}", "Events that clients have sent.");
        _eventDurations = meter.CreateHistogram("socketio.event.duration", "s", "The time that handlers of events run for.", tags: null, Durations);
        _handlerErrors = meter.CreateCounter<long>("socketio.handler.errors", "{error}", "Handlers, middlewares and adapters that have failed.");
        _ackDurations = meter.CreateHistogram("socketio.ack.duration", "s", "The time from an emit to the client's answer.", tags: null, Durations);
        _ackTimeouts = meter.CreateCounter<long>("socketio.ack.timeouts", "{ack}", "Answers that did not come in time.");
        _broadcasts = meter.CreateCounter<long>("socketio.broadcasts", "{broadcast}", "Broadcasts of this node.");
        _deliveries = meter.CreateCounter<long>("socketio.broadcast.deliveries", "{delivery}", "Events that broadcasts have queued for receivers on this node.");
        _recoveries = meter.CreateCounter<long>("socketio.recoveries", "{recovery}", "Clients that asked for a session that they had lost, by outcome.");
        _limits = meter.CreateCounter<long>("socketio.limits.exceeded", "{occurrence}", "Limits that clients have met.");
        _drained = meter.CreateCounter<long>("socketio.drained", "{connection}", "Connections that were closed before the server stopped, by outcome.");
        RecoveryMetrics.Observe(meter, server);
        Cluster = new ClusterMetrics(meter);
    }

    public ClusterMetrics Cluster { get; }

    public bool IsTimingEvents => _eventDurations.Enabled;

    public bool IsTimingAcks => _ackDurations.Enabled;

    public bool IsCountingSockets => _sockets.Enabled;

    public void CountSocket(int change, Namespace @namespace) => Add(_sockets, change, @namespace);

    public void ConnectRefused(string type) => _refusals.Add(1, new KeyValuePair<string, object?>("error.type", type));

    public void EventReceived(bool isHandled) => _events.Add(1, isHandled ? Handled : Unhandled);

    public void EventHandled(long start) => _eventDurations.Record(_time.GetElapsedTime(start).TotalSeconds);

    public void HandlerFailed(string kind) => _handlerErrors.Add(1, new KeyValuePair<string, object?>("socketio.handler.kind", kind));

    public void AckReceived(long start) => _ackDurations.Record(_time.GetElapsedTime(start).TotalSeconds);

    public void AcksTimedOut(int count) => _ackTimeouts.Add(count);

    public void BroadcastSent() => _broadcasts.Add(1);

    public void Delivered(int count) => _deliveries.Add(count);

    public void RecoveryEnded(string outcome) => _recoveries.Add(1, new KeyValuePair<string, object?>("socketio.recovery.outcome", outcome));

    public void LimitExceeded(ServerLimit limit) => _limits.Add(1, new KeyValuePair<string, object?>("socketio.limit", limit.Name));

    public void Drained(int count, string outcome)
    {
        if (count > 0)
        {
            _drained.Add(count, new KeyValuePair<string, object?>("socketio.drain.outcome", outcome));
        }
    }

    public void Dispose() => _own?.Dispose();

    private static void Add(UpDownCounter<long> counter, int change, Namespace @namespace)
    {
        if (@namespace.Label is { } label)
        {
            counter.Add(change, new KeyValuePair<string, object?>("socketio.namespace", label));
        }
        else
        {
            counter.Add(change);
        }
    }
}
