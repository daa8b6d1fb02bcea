using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SocketIoSharp.Endurance.Serving;

/// <summary>
/// Sends a steady stream to everybody in the room "all": as broadcasts, as volatile broadcasts, or to each client by an emit of its own that is awaited. Says how much is queued.
/// </summary>
internal sealed class SlowReceiverApplication : IDisposable
{
    public const string Broadcasts = "broadcasts";
    public const string VolatileBroadcasts = "volatile";
    public const string Emits = "emits";

    // 10 MB/s for each receiver.
    private const int MessageBytes = 10_000;
    private const int MessagesPerSecond = 1_000;

    private readonly MeterListener _meters = new();
    private readonly string _padding = new('x', MessageBytes);
    private long _buffered;
    private int _sent;

    public SlowReceiverApplication()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "engineio.outbound.buffered")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((_, value, _, _) => _buffered += value);
        _meters.Start();
    }

    public void Install(SocketIoServer io, WebApplication app)
    {
        io.OnConnection(socket => socket.On("join", (string kind) => Join(io, socket, kind)));
        app.MapPost("/stream", (string kind, double seconds) => StreamAsync(io, kind, TimeSpan.FromSeconds(seconds)));
        app.MapGet("/queued", Queued);
    }

    public void Dispose() => _meters.Dispose();

    // Those who stop reading get emits of their own where that is what is tried; everybody else hears the broadcasts.
    private Task Join(SocketIoServer io, Socket socket, string kind)
    {
        if (kind != Emits)
        {
            return socket.JoinAsync("all");
        }

        _ = EmitAsync(io, socket);
        return Task.CompletedTask;
    }

    private async Task EmitAsync(SocketIoServer io, Socket socket)
    {
        while (socket.Connected)
        {
            await socket.EmitAsync("tick", 0, Stopwatch.GetTimestamp(), _padding);
        }
    }

    private async Task<int> StreamAsync(SocketIoServer io, string kind, TimeSpan duration)
    {
        var all = kind == VolatileBroadcasts ? io.To("all").Volatile : io.To("all");
        var start = Stopwatch.GetTimestamp();
        var (first, due) = (_sent, 0.0);
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            for (due = Stopwatch.GetElapsedTime(start).TotalSeconds * MessagesPerSecond; _sent - first < due;)
            {
                await all.EmitAsync("tick", ++_sent, Stopwatch.GetTimestamp(), _padding);
            }

            await Task.Delay(1);
        }

        return _sent - first;
    }

    private long Queued()
    {
        lock (_meters)
        {
            _buffered = 0;
            _meters.RecordObservableInstruments();
            return _buffered;
        }
    }
}
