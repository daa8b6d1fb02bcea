using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;

namespace SocketIoSharp.Endurance.Restart;

/// <summary>Some of the clients, in a Node.js process of their own.</summary>
internal sealed class ClientProcess : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process _process;
    private readonly Channel<Line> _lines = Channel.CreateUnbounded<Line>();

    private ClientProcess(Process process)
    {
        _process = process;
        _ = ReadAsync();
    }

    /// <summary>The folder of the client packages.</summary>
    public static string Folder => Path.Combine(RepositoryFolder.Root, "tests", "clients-js");

    /// <exception cref="InvalidOperationException">The packages are not installed.</exception>
    public static ClientProcess Start(Uri url, int first, int count)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "socket.io-client")))
        {
            throw new InvalidOperationException("The clients are missing: run 'npm ci' in tests/clients-js.");
        }

        string[] arguments = ["endurance/restart.mjs", url.ToString().TrimEnd('/'), first.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        return new ClientProcess(Process.Start(start)!);
    }

    /// <summary>Waits until the clients tell that all of them are connected, or back.</summary>
    /// <returns><see langword="false"/> when they do not in time.</returns>
    public async Task<bool> TryHearAsync(string name, TimeSpan patience)
    {
        try
        {
            return await NextAsync(patience) is { } line && line.Name == name;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Ends the clients, and returns what they have seen.</summary>
    public async Task<IReadOnlyList<ClientReport>> ReportAsync()
    {
        await _process.StandardInput.WriteLineAsync("report");
        await _process.StandardInput.FlushAsync();
        while (await NextAsync(TimeSpan.FromSeconds(60)) is { } line)
        {
            if (line.Name == "report")
            {
                return line.Data.Deserialize<IReadOnlyList<ClientReport>>(Json)!;
            }
        }

        throw new InvalidOperationException("The clients have ended without a report.");
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

    private async Task<Line?> NextAsync(TimeSpan patience) =>
        await _lines.Reader.WaitToReadAsync().AsTask().WaitAsync(patience) ? await _lines.Reader.ReadAsync() : null;

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } text)
        {
            _lines.Writer.TryWrite(JsonSerializer.Deserialize<Line>(text, Json)!);
        }

        _lines.Writer.Complete();
    }

    private sealed record Line(string Name, JsonElement Data);
}
