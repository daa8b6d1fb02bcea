using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace SocketIoSharp.Server.Tests.Diagnostics;

/// <summary>Listens to the meter of one server's host.</summary>
internal sealed class MetricCollectors : IAsyncDisposable
{
    private readonly List<IDisposable> _collectors = [];

    public MetricCollector<T> Collect<T>(TestHost host, string instrument)
        where T : struct
    {
        var collector = new MetricCollector<T>(host.Get<IMeterFactory>(), "SocketIoSharp.Server", instrument);
        _collectors.Add(collector);
        return collector;
    }

    public ValueTask DisposeAsync()
    {
        _collectors.ForEach(collector => collector.Dispose());
        return ValueTask.CompletedTask;
    }
}
