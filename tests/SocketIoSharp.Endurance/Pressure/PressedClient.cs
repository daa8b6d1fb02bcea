using System.Diagnostics;
using System.Globalization;

namespace SocketIoSharp.Endurance.Pressure;

/// <summary>A client that answers every ping at once, speaks packet by packet, and knows when it was closed.</summary>
internal abstract class PressedClient : IAsyncDisposable
{
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastId;
    private TaskCompletionSource? _answer;

    /// <summary>Whether pings are answered.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Completes with what the server has said when the client was closed, which it never does by itself.</summary>
    public Task<string> Closed => _closed.Task;

    public abstract string Transport { get; }

    /// <summary>Opens the connection and asks for the main namespace.</summary>
    public async Task StartAsync()
    {
        await OpenAsync();
        _ = ReceiveAllAsync();
        await SendAsync("40");
        await _connected.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Emits an event with one number.</summary>
    public Task EmitAsync(string name, int number) => SendAsync(string.Create(CultureInfo.InvariantCulture, $"42[\"{name}\",{number}]"));

    /// <summary>Asks for an echo.</summary>
    /// <returns>How long the answer took.</returns>
    public async Task<TimeSpan> AskAsync(TimeSpan patience)
    {
        var answer = _answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = Stopwatch.GetTimestamp();
        await SendAsync(string.Create(CultureInfo.InvariantCulture, $"42{++_lastId}[\"echo\",{_lastId}]"));
        await answer.Task.WaitAsync(patience);
        return Stopwatch.GetElapsedTime(start);
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task OpenAsync();

    protected abstract Task SendAsync(string packet);

    /// <summary>The next packets; the reason, where there are none any more.</summary>
    protected abstract Task<(string[] Packets, string? End)> ReceiveAsync();

    private async Task ReceiveAllAsync()
    {
        try
        {
            while (!_closed.Task.IsCompleted)
            {
                var (packets, end) = await ReceiveAsync();
                foreach (var packet in packets)
                {
                    await TakeAsync(packet);
                }

                if (end is not null)
                {
                    _closed.TrySetResult(end);
                }
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or System.Net.WebSockets.WebSocketException or OperationCanceledException)
        {
            _closed.TrySetResult(exception.Message);
        }
    }

    private Task TakeAsync(string packet)
    {
        switch (packet)
        {
            case "2":
                return IsSilent ? Task.CompletedTask : SendAsync("3");
            case "1" or "41":
                _closed.TrySetResult("packet " + packet);
                break;
            case ['4', '0', ..]:
                _connected.TrySetResult();
                break;
            case ['4', '3', ..]:
                _answer?.TrySetResult();
                break;
        }

        return Task.CompletedTask;
    }
}
