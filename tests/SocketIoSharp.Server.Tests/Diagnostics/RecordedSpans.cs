using System.Collections.Concurrent;
using System.Diagnostics;

namespace SocketIoSharp.Server.Tests.Diagnostics;

/// <summary>Keeps the spans that have ended, of this library and of whatever else is named.</summary>
internal sealed class RecordedSpans : IAsyncDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public RecordedSpans(params string[] others)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "SocketIoSharp" || others.Contains(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<Activity> Ended => _ended;

    public async Task<Activity> WaitForAsync(string name)
    {
        await Patience.UntilAsync(() => _ended.Any(span => span.DisplayName == name), "the span " + name);
        return _ended.First(span => span.DisplayName == name);
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }
}
