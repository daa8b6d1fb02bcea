using System.Diagnostics.Metrics;

namespace SocketIoSharp.Endurance.Serving;

/// <summary>Uses a little of everything that a server keeps something for: rooms, answers, data, events to come back to.</summary>
internal sealed class ChurnApplication : IDisposable
{
    private static readonly string[] Tables = ["socketio.recovery.sessions", "engineio.outbound.buffered"];

    private readonly MeterListener _meters = new();
    private readonly Dictionary<string, long> _values = [];

    public ChurnApplication()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (Tables.Contains(instrument.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, _, _) => _values[instrument.Name] = _values.GetValueOrDefault(instrument.Name) + value);
        _meters.Start();
    }

    /// <summary>Times so short that what nobody comes back to is over within seconds.</summary>
    public static void Configure(SocketIoOptions options)
    {
        options.Engine.PingInterval = TimeSpan.FromSeconds(2);
        options.Engine.PingTimeout = TimeSpan.FromSeconds(1);
        options.Engine.UpgradeTimeout = TimeSpan.FromSeconds(2);
        options.ConnectTimeout = TimeSpan.FromSeconds(2);
        options.AckTimeout = TimeSpan.FromMilliseconds(500);
        options.ConnectionStateRecovery = new ConnectionStateRecovery { MaxDisconnectionDuration = TimeSpan.FromSeconds(2) };
    }

    public void Install(SocketIoServer io, WebApplication app)
    {
        io.Of("/guarded").Use((context, _) =>
        {
            context.Reject("not you");
            return Task.CompletedTask;
        });
        io.Of((name, _) => name.StartsWith("/made-", StringComparison.Ordinal));
        io.OnConnection(socket => Serve(io, socket));
        app.MapGet("/tables", Read);
    }

    public void Dispose() => _meters.Dispose();

    private static void Serve(SocketIoServer io, Socket socket)
    {
        socket.Data["since"] = DateTime.UtcNow;
        socket.On("echo", (string text) => text);
        socket.On("size", (byte[] bytes) => bytes.Length);
        socket.On("join", async (string room) =>
        {
            await socket.JoinAsync(room, "everybody", room + "-private");
            await io.To(room).EmitAsync("joined", socket.Id);
        });
        socket.On("ask-me", () =>
        {
            for (var i = 0; i < 5; i++)
            {
                _ = socket.EmitWithAck("question", i);
            }
        });
    }

    private Dictionary<string, long> Read(SocketIoServer io)
    {
        lock (_values)
        {
            _values.Clear();
            _meters.RecordObservableInstruments();
            return new Dictionary<string, long>(_values) { ["rooms"] = io.Sockets.RoomNames.Count };
        }
    }
}
