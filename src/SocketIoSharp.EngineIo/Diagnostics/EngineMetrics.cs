using System.Diagnostics.Metrics;
using SocketIoSharp.EngineIo.Limits;
using SocketIoSharp.EngineIo.Requests;

namespace SocketIoSharp.EngineIo.Diagnostics;

/// <summary>
/// What an engine server counts, under the meter <c>SocketIoSharp.EngineIo</c>. Nothing is allocated, and no clock is read, for an instrument that nobody
/// listens to.
/// </summary>
internal sealed class EngineMetrics : IDisposable
{
    public const string MeterName = "SocketIoSharp.EngineIo";

    private const string Transport = "engineio.transport";
    private const string Protocol = "engineio.protocol";
    private const string Reason = "engineio.close.reason";
    private const string Outcome = "engineio.upgrade.outcome";
    private const string ErrorCode = "engineio.error.code";
    private const string ErrorType = "error.type";

    // A session lives for seconds on a bad line and for days on a good one; the usual boundaries end at ten seconds.
    private static readonly InstrumentAdvice<double> Lifetimes = new() { HistogramBucketBoundaries = [1, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400] };

    private static readonly InstrumentAdvice<long> Sizes = new() { HistogramBucketBoundaries = [0, 1024, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216] };

    // Boxed once: a tag's value is an object.
    private static readonly object[] Codes = [0, 1, 2, 3, 4, 5];

    // Only where no factory keeps the meter.
    private readonly Meter? _own;
    private readonly UpDownCounter<long> _sessions;
    private readonly Histogram<double> _durations;
    private readonly Histogram<long> _undelivered;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _upgrades;
    private readonly Counter<long> _drops;
    private readonly Counter<long> _slowConsumers;
    private readonly Counter<long> _cutConnections;
    private readonly Counter<long> _heartbeatTimeouts;
    private readonly Counter<long> _limits;

    public EngineMetrics(IMeterFactory? meters, EngineServer server)
    {
        _own = meters is null ? new Meter(MeterName) : null;
        var meter = _own ?? meters!.Create(MeterName);
        _sessions = meter.CreateUpDownCounter<long>("engineio.sessions.active", "{session}", "Sessions that are open.");
        _durations = meter.CreateHistogram("engineio.session.duration", "s", "The time from a session's handshake to its end.", tags: null, Lifetimes);
        _undelivered = meter.CreateHistogram("engineio.session.undelivered", "By", "What was still queued for a session when it closed.", tags: null, Sizes);
        _refusals = meter.CreateCounter<long>("engineio.requests.refused", "{request}", "Requests that were refused, by code.");
        _upgrades = meter.CreateCounter<long>("engineio.upgrades", "{upgrade}", "Upgrades from polling to WebSocket that have ended, by outcome.");
        _drops = meter.CreateCounter<long>("engineio.packets.dropped", "{packet}", "Volatile packets whose receiver was not ready.");
        _slowConsumers = meter.CreateCounter<long>("engineio.slow_consumers", "{session}", "Sessions that were closed because too much waited for them.");
        _cutConnections = meter.CreateCounter<long>("engineio.connections.cut", "{connection}", "WebSockets whose peer did not finish the closing handshake in time.");
        _heartbeatTimeouts = meter.CreateCounter<long>("engineio.heartbeat.timeouts", "{timeout}", "Sessions that were closed because no heartbeat came in time.");
        _limits = meter.CreateCounter<long>("engineio.limits.exceeded", "{occurrence}", "Limits that clients have met.");
        Traffic = new TrafficMetrics(meter);
        ObservedServers.On(meter).Add(server);
    }

    /// <summary>The packets that come and go.</summary>
    public TrafficMetrics Traffic { get; }

    /// <returns>Whether the session was counted, so that it is to be counted out again.</returns>
    public bool TryCountIn(string transport, string protocol)
    {
        if (_sessions.Enabled)
        {
            _sessions.Add(1, new(Transport, transport), new(Protocol, protocol));
            return true;
        }

        return false;
    }

    public void CountOut(string transport, string protocol) => _sessions.Add(-1, new(Transport, transport), new(Protocol, protocol));

    public void MoveTo(string transport, string before, string protocol)
    {
        CountOut(before, protocol);
        _sessions.Add(1, new(Transport, transport), new(Protocol, protocol));
    }

    /// <summary>A session is over. What it leaves behind in its queue is still there.</summary>
    public void Closed(EngineSession session, string reason)
    {
        if (_durations.Enabled)
        {
            _durations.Record(session.Age.TotalSeconds, new(Reason, reason), new(Transport, session.Transport));
        }

        if (_undelivered.Enabled)
        {
            _undelivered.Record(session.Outbound.Bytes, new KeyValuePair<string, object?>(Reason, reason));
        }

        if (reason == CloseReason.PingTimeout)
        {
            _heartbeatTimeouts.Add(1);
        }
    }

    public void Refused(EngineError error)
    {
        if (_refusals.Enabled)
        {
            _refusals.Add(1, new(ErrorType, error.Type), new(ErrorCode, Codes[error.Code]));
        }
    }

    /// <summary>A refusal that has no code of the protocol.</summary>
    public void Refused(string type) => _refusals.Add(1, new KeyValuePair<string, object?>(ErrorType, type));

    public void LimitExceeded(EngineLimit limit) => _limits.Add(1, new KeyValuePair<string, object?>("engineio.limit", limit.Name));

    public void UpgradeEnded(bool isCompleted) => _upgrades.Add(1, new KeyValuePair<string, object?>(Outcome, isCompleted ? "completed" : "failed"));

    public void Dropped(string transport) => _drops.Add(1, new KeyValuePair<string, object?>(Transport, transport));

    public void SlowConsumer(string transport) => _slowConsumers.Add(1, new KeyValuePair<string, object?>(Transport, transport));

    public void ConnectionCut() => _cutConnections.Add(1);

    public void Dispose() => _own?.Dispose();
}
