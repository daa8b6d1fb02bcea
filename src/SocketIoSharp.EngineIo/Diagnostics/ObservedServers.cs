using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace SocketIoSharp.EngineIo.Diagnostics;

/// <summary>
/// The servers that count on one meter: an application can have several, and an instrument that is read when somebody asks must answer once for all of them.
/// The meter may outlive a server, which must not be kept by it.
/// </summary>
internal sealed class ObservedServers
{
    private static readonly ConditionalWeakTable<Meter, ObservedServers> Tables = [];

    private readonly List<WeakReference<EngineServer>> _servers = [];

    private ObservedServers(Meter meter) =>
        meter.CreateObservableUpDownCounter("engineio.outbound.buffered", Sum, "By", "What is queued for clients or being written to them, in all sessions.");

    public static ObservedServers On(Meter meter)
    {
        // Two servers may be made at the same time, and the instrument is to be made once.
        lock (Tables)
        {
            return Tables.GetValue(meter, static meter => new ObservedServers(meter));
        }
    }

    public void Add(EngineServer server)
    {
        lock (_servers)
        {
            _servers.RemoveAll(reference => !reference.TryGetTarget(out _));
            _servers.Add(new WeakReference<EngineServer>(server));
        }
    }

    private long Sum()
    {
        lock (_servers)
        {
            return _servers.Sum(reference => reference.TryGetTarget(out var server) ? server.Sessions.BufferedBytes : 0);
        }
    }
}
