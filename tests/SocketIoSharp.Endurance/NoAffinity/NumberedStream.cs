namespace SocketIoSharp.Endurance.NoAffinity;

/// <summary>One client's numbered messages, in both directions, as its node counts them.</summary>
internal sealed class NumberedStream(Socket socket)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stop = new();
    private Task _sending = Task.CompletedTask;
    private int _received;
    private int _disordered;
    private int _sent;

    /// <summary>Begins when the client is there; its handlers run one at a time.</summary>
    public static void Install(SocketIoServer io) => io.OnConnection(socket =>
    {
        var stream = new NumberedStream(socket);
        socket.On("up", (int number, byte[]? bytes) => stream.Take(number, bytes));
        socket.On("finish", stream.FinishAsync);
        socket.OnDisconnect(_ => stream._stop.Cancel());
        stream._sending = stream.SendAsync();
    });

    private bool Take(int number, byte[]? bytes)
    {
        if (number != _received + 1 || (number % 10 == 0) != (bytes is [_, 1, 2] && bytes[0] == (byte)number))
        {
            _disordered++;
        }

        _received++;
        return true;
    }

    private async Task<object> FinishAsync()
    {
        await _stop.CancelAsync();
        await _sending;
        return new { received = _received, sent = _sent, disordered = _disordered };
    }

    private async Task SendAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                _sent++;
                await socket.EmitAsync("down", _sent, _sent % 10 == 0 ? new byte[] { 1, 2, 3 } : null);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has left, or has enough.
        }
    }
}
