using System.Diagnostics;
using System.Globalization;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Processes;

/// <summary>One of this program's servers in a process of its own. What it logs is passed on.</summary>
internal sealed class ServedProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly HttpClient _http = new() { Timeout = Patience };

    private ServedProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Id => _process.Id;

    public int Port { get; }

    public bool HasExited => _process.HasExited;

    public Uri Url => new($"http://127.0.0.1:{Port}");

    /// <param name="name">As <c>serve</c> takes it.</param>
    /// <param name="port">The port to listen on; 0 for any that is free.</param>
    /// <param name="settings">Configuration for it, in the form that a command line takes.</param>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static Task<ServedProcess> StartAsync(string name, int port = 0, params string[] settings) => StartAsync(name, port, log: null, settings);

    /// <param name="name">As <c>serve</c> takes it.</param>
    /// <param name="port">The port to listen on; 0 for any that is free.</param>
    /// <param name="log">What takes each line that it logs; null to pass them on.</param>
    /// <param name="settings">Configuration for it, in the form that a command line takes.</param>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static Task<ServedProcess> StartAsync(string name, int port, Action<string>? log, params string[] settings) =>
        StartAsync(name, "dotnet", [typeof(ServedProcess).Assembly.Location, "serve", name, "--urls", $"http://127.0.0.1:{port}", .. settings], log);

    /// <summary>A peer of tests/clients-js, which says what port it listens on in the same way. It has no <see cref="ServerState"/> to tell.</summary>
    /// <param name="script">Its path in that folder.</param>
    /// <param name="settings">Its arguments.</param>
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static Task<ServedProcess> StartNodeAsync(string script, params string[] settings) =>
        StartAsync(script, "node", [Path.Combine(RepositoryFolder.Root, "tests", "clients-js", script), .. settings], log: null);

    private static async Task<ServedProcess> StartAsync(string name, string command, string[] arguments, Action<string>? log)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = log is not null };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The server cannot be started.");
        if (log is not null)
        {
            process.ErrorDataReceived += (_, line) => log(line.Data ?? string.Empty);
            process.BeginErrorReadLine();
        }

        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return line?.Split(' ') is ["listening", var bound]
            ? new ServedProcess(process, int.Parse(bound, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The server '{name}' did not start: it said '{line}'.");
    }

    public async Task<ServerState> StateAsync() => (await _http.GetFromJsonAsync<ServerState>(new Uri(Url, "/state")))!;

    /// <summary>Asks it to stop as an operating system does, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Ends it without a warning, where it still runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _http.Dispose();
    }
}
