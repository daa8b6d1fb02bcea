using System.Collections.Concurrent;
using System.Text.Json;

namespace SocketIoSharp.Endurance.Serving;

/// <summary>Works for its clients, tells all of them news five times a second, and leaves a record of what it has begun when it stops.</summary>
internal sealed class RestartApplication : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ConcurrentDictionary<string, int> _handled = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopped = new();
    private int _inFlight;
    private int _inFlightAtStop;

    public void Install(SocketIoServer io, WebApplication app)
    {
        io.OnConnection(socket =>
        {
            var key = socket.Handshake.Auth.GetProperty("key").GetString()!;
            _ = socket.EmitAsync("welcome", Environment.ProcessId);
            socket.On("work", (int number, int milliseconds) => WorkAsync(key, number, milliseconds));
        });
        var record = app.Configuration["record"];
        app.Lifetime.ApplicationStarted.Register(() => _ = TellNewsAsync(io));
        app.Lifetime.ApplicationStopping.Register(() => _inFlightAtStop = Volatile.Read(ref _inFlight));
        app.Lifetime.ApplicationStopped.Register(() =>
        {
            _stopped.Cancel();
            if (record is not null)
            {
                File.WriteAllText(record, JsonSerializer.Serialize(new ServerRecord(_inFlightAtStop, new Dictionary<string, int>(_handled)), Json));
            }
        });
    }

    public void Dispose() => _stopped.Dispose();

    // Clients number their events, and the server takes them in order: whatever is not above the last number was begun.
    private async Task<int> WorkAsync(string key, int number, int milliseconds)
    {
        _handled[key] = number;
        Interlocked.Increment(ref _inFlight);
        await Task.Delay(milliseconds);
        Interlocked.Decrement(ref _inFlight);
        return number;
    }

    private async Task TellNewsAsync(SocketIoServer io)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var number = 1; !_stopped.IsCancellationRequested; number++)
        {
            await io.EmitAsync("news", number);
            await timer.WaitForNextTickAsync();
        }
    }
}
