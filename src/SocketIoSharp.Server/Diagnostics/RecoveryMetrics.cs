using System.Diagnostics.Metrics;
using SocketIoSharp.Adapters;

namespace SocketIoSharp.Diagnostics;

/// <summary>What connection state recovery keeps in memory, in all namespaces of a server. Looked up when somebody asks.</summary>
internal static class RecoveryMetrics
{
    public static void Observe(Meter meter, SocketIoServer server)
    {
        // The meter may outlive the server, which must not be kept by it.
        var reference = new WeakReference<SocketIoServer>(server);
        meter.CreateObservableUpDownCounter(
            "socketio.recovery.events", () => Sum(reference, adapter => adapter.Kept.Packets), "{event}", "Events that are kept for clients that come back.");
        meter.CreateObservableUpDownCounter(
            "socketio.recovery.size", () => Sum(reference, adapter => adapter.KeptBytes), "By", "The memory that those events take.");
        meter.CreateObservableUpDownCounter(
            "socketio.recovery.sessions", () => Sum(reference, adapter => adapter.Kept.Sessions), "{session}", "Lost sessions that clients can come back to.");
    }

    private static IEnumerable<Measurement<long>> Sum(WeakReference<SocketIoServer> reference, Func<SessionAwareAdapter, long> kept) =>
        reference.TryGetTarget(out var server) && server.Options.ConnectionStateRecovery is not null
            ? [new Measurement<long>(server.Namespaces.All.Select(@namespace => @namespace.Adapter).OfType<SessionAwareAdapter>().Sum(kept))]
            : [];
}
