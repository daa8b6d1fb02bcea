using System.Collections.Concurrent;

namespace SocketIoSharp.Endurance.Serving;

/// <summary>
/// Numbered messages without end, to everybody and to each room. Every client tells its own number, so that one that comes back unrecovered can be
/// told why: tests/clients-js/endurance/jitter-server.mjs is the same for Node.js.
/// </summary>
internal sealed class JitterApplication(SocketIoServer io, JitterTraffic traffic)
{
    private readonly ConcurrentDictionary<int, Stay> _stays = new();
    private readonly long[] _sent = new long[traffic.Rooms + 1];
    private readonly CancellationTokenSource _stop = new();
    private Task _sending = Task.CompletedTask;

    /// <summary>Registers the server for this application.</summary>
    public static void Configure(WebApplicationBuilder builder) => builder.Services.AddSocketIo(options =>
    {
        if (builder.Configuration.GetValue("recovery", true))
        {
            options.ConnectionStateRecovery = new ConnectionStateRecovery { SkipMiddlewares = true };
        }
    });

    /// <summary>Installs it, with the way to end its messages.</summary>
    public static void Install(SocketIoServer io, WebApplication app)
    {
        var application = new JitterApplication(io, JitterTraffic.Read(app.Configuration));
        application.Start();
        app.MapGet("/streams/stop", application.StopAsync);
    }

    private void Start()
    {
        io.OnConnection(WelcomeAsync);
        _sending = Task.WhenAll(
            SendAsync(traffic.BroadcastInterval, _ => 0),
            SendAsync(traffic.RoomInterval / traffic.Rooms, turn => (turn % traffic.Rooms) + 1));
    }

    /// <summary>Sends no more.</summary>
    /// <returns>The last number of each stream: of the broadcasts, then of each room.</returns>
    private async Task<long[]> StopAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        return _sent;
    }

    // Stream 0 goes to everybody, the others to one room each.
    private async Task SendAsync(TimeSpan interval, Func<int, int> choose)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            for (var turn = 0; await timer.WaitForNextTickAsync(_stop.Token); turn++)
            {
                var stream = choose(turn);
                var number = Interlocked.Increment(ref _sent[stream]);
                await (stream == 0 ? io.EmitAsync("number", stream, number) : io.To(RoomOf(stream)).EmitAsync("number", stream, number));
            }
        }
        catch (OperationCanceledException)
        {
            // stopped
        }
    }

    // Read after the client has joined: every number behind these must reach it.
    private async Task WelcomeAsync(Socket socket)
    {
        var client = socket.Handshake.Auth.GetProperty("client").GetInt32();
        var before = _stays.GetValueOrDefault(client);
        var stay = _stays[client] = new Stay();
        socket.OnDisconnect(_ => stay.EndedAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        if (socket.Recovered)
        {
            return;
        }

        var stream = (client % traffic.Rooms) + 1;
        await socket.JoinAsync(RoomOf(stream));
        var isStillHere = before is not null && before.EndedAt >= socket.Handshake.Issued;
        await socket.EmitAsync("welcome", new { stream, after = new[] { Volatile.Read(ref _sent[0]), Volatile.Read(ref _sent[stream]) }, isStillHere });
    }

    private static string RoomOf(int stream) => $"room-{stream}";

    private sealed class Stay
    {
        public long EndedAt { get; set; } = long.MaxValue;
    }
}
