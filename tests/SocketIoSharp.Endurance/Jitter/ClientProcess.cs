using System.Diagnostics;
using System.Text.Json;

namespace SocketIoSharp.Endurance.Jitter;

/// <summary>Some of the stock clients, in a Node.js process: <c>tests/clients-js/endurance/jitter-clients.mjs</c>.</summary>
internal sealed class ClientProcess : IDisposable
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReportPatience = TimeSpan.FromSeconds(60);

    // A client whose WebSocket breaks in the middle of an upgrade may notice only when the heartbeat fails it, after 45 seconds.
    private static readonly TimeSpan CatchUpPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CatchUpPatienceWithoutRecovery = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    private ClientProcess(Process process) => _process = process;

    /// <summary>Starts it, and waits until its clients are connected.</summary>
    /// <exception cref="InvalidOperationException">They did not come so far.</exception>
    public static async Task<ClientProcess> StartAsync(IEnumerable<(int Number, string Transport, int Port)> clients)
    {
        var folder = Path.Combine(RepositoryFolder.Root, "tests", "clients-js");
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "endurance", "jitter-clients.mjs")])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var started = new ClientProcess(Process.Start(start) ?? throw new InvalidOperationException("node cannot be started."));
        await started.TellAsync(new { clients = clients.Select(client => new { client.Number, client.Transport, client.Port }) });
        await started.HearAsync(ConnectPatience);
        return started;
    }

    /// <summary>Waits until its clients have everything, or will not get it any more.</summary>
    /// <param name="finals">The last number of each stream.</param>
    /// <param name="recovers">Whether what is missing can still come.</param>
    public async Task<ClientReport[]> FinishAsync(long[] finals, bool recovers)
    {
        var patience = recovers ? CatchUpPatience : CatchUpPatienceWithoutRecovery;
        await TellAsync(new { finals, patience = patience.TotalMilliseconds });
        var reports = await HearAsync(patience + ReportPatience);
        await _process.WaitForExitAsync();
        return JsonSerializer.Deserialize<ClientReport[]>(reports, JsonSerializerOptions.Web)!;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task TellAsync(object data)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(data, JsonSerializerOptions.Web));
        await _process.StandardInput.FlushAsync();
    }

    private async Task<string> HearAsync(TimeSpan patience) =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(patience)
        ?? throw new InvalidOperationException("The Node.js clients ended before they had said what was asked. Are the packages of tests/clients-js installed?");
}
