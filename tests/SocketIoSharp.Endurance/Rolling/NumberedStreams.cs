using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Rolling;

/// <summary>Numbered events from outside of the cluster, to everybody and to each room: whoever sends them outlives the nodes.</summary>
internal sealed class NumberedStreams(SocketIoEmitter emitter, JitterTraffic traffic)
{
    private readonly long[] _sent = new long[traffic.Rooms + 1];
    private readonly CancellationTokenSource _stop = new();
    private Task _sending = Task.CompletedTask;

    public void Start() => _sending = Task.WhenAll(
        SendAsync(traffic.BroadcastInterval, _ => 0),
        SendAsync(traffic.RoomInterval / traffic.Rooms, turn => (turn % traffic.Rooms) + 1));

    /// <summary>Sends no more.</summary>
    /// <returns>The last number of each stream: of the broadcasts, then of each room.</returns>
    public async Task<long[]> StopAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        _stop.Dispose();
        return _sent;
    }

    private async Task SendAsync(TimeSpan interval, Func<int, int> choose)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            for (var turn = 0; await timer.WaitForNextTickAsync(_stop.Token); turn++)
            {
                var stream = choose(turn);
                var number = Interlocked.Increment(ref _sent[stream]);
                await (stream == 0 ? emitter : emitter.To(RollingApplication.RoomOf(stream))).EmitAsync("number", stream, number);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }
}
