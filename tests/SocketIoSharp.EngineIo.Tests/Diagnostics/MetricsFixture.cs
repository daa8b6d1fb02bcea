using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace SocketIoSharp.EngineIo.Tests.Diagnostics;

/// <summary>A fixture that listens to the meter of its server.</summary>
internal abstract class MetricsFixture : EngineFixture
{
    protected const string Meter = "SocketIoSharp.EngineIo";
    protected const string Transport = "engineio.transport";

    private readonly List<IDisposable> _collectors = [];

    [TearDown]
    public void DisposeOfCollectors()
    {
        _collectors.ForEach(collector => collector.Dispose());
        _collectors.Clear();
    }

    protected MetricCollector<T> Collect<T>(string instrument)
        where T : struct
    {
        var collector = new MetricCollector<T>(Host.Meters, Meter, instrument);
        _collectors.Add(collector);
        return collector;
    }
}
