using System.Text;
using System.Text.Json;

namespace SocketIoSharp.Endurance.Pressure;

/// <summary>A client over long-polling.</summary>
internal sealed class PollingClient(Uri server) : PressedClient
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly SemaphoreSlim _posting = new(1);
    private Uri _target = new(server, "/socket.io/?EIO=4&transport=polling");

    public override string Transport => "polling";

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        _posting.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task OpenAsync()
    {
        using var open = JsonDocument.Parse((await _http.GetStringAsync(_target))[1..]);
        _target = new Uri($"{_target}&sid={open.RootElement.GetProperty("sid").GetString()}");
    }

    // One at a time: two would be an overlap.
    protected override async Task SendAsync(string packet)
    {
        await _posting.WaitAsync();
        try
        {
            using var content = new StringContent(packet, Encoding.UTF8, "text/plain");
            using var answer = await _http.PostAsync(_target, content);
            answer.EnsureSuccessStatusCode();
        }
        finally
        {
            _posting.Release();
        }
    }

    protected override async Task<(string[] Packets, string? End)> ReceiveAsync()
    {
        using var answer = await _http.GetAsync(_target);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? (body.Split('\x1e'), null) : ([], body);
    }
}
