using System.ComponentModel;
using System.Diagnostics;

namespace Cluster.Conductor;

/// <summary>
/// A process of the cluster. Its input stays open as long as it shall run: all of them end when it ends, so they also end when this process is killed.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly string _name;
    private readonly Terminal _terminal;
    private readonly Func<string, bool> _isReady;
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(string name, ProcessStartInfo start, Func<string, bool> isReady, Terminal terminal)
    {
        (_name, _isReady, _terminal) = (name, isReady, terminal);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>Completes when the process has ended, for whatever reason.</summary>
    public Task<int> Ended { get; private set; } = Task.FromResult(0);

    /// <param name="name">What stands in front of its lines.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="isReady">Recognises the line by which it says that it does its work.</param>
    /// <param name="terminal">Where its lines go.</param>
    /// <exception cref="CannotStartException">There is no such program.</exception>
    public static ChildProcess Start(string name, IReadOnlyList<string> command, Func<string, bool> isReady, Terminal terminal)
    {
        var child = new ChildProcess(
            name,
            new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
            isReady,
            terminal);
        child.Run();
        return child;
    }

    /// <summary>Waits until it does its work, however long it takes: something may have to be installed first.</summary>
    /// <returns>The line that says so.</returns>
    /// <exception cref="CannotStartException">It has ended instead; what it said stands in the terminal.</exception>
    public Task<string> ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Lets it end, and ends it if it does not.</summary>
    public async Task StopAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before, and left something unread.
        }

        if (!await HasEndedAsync())
        {
            _process.Kill(entireProcessTree: true);
            await HasEndedAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }

    private async Task<bool> HasEndedAsync()
    {
        try
        {
            await Ended.WaitAsync(Patience);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void Run()
    {
        try
        {
            _process.Start();
        }
        catch (Win32Exception)
        {
            throw new CannotStartException($"{_name} cannot be started: there is no {_process.StartInfo.FileName}.");
        }

        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Ended = EndAsync();
    }

    private async Task<int> EndAsync()
    {
        // Which also waits for the last line.
        await _process.WaitForExitAsync();
        _ready.TrySetException(new CannotStartException($"{_name} has not started; its lines above say why."));
        _ = _ready.Task.Exception; // seen, also when nobody waits
        return _process.ExitCode;
    }

    private void Hear(string? line)
    {
        if (string.IsNullOrEmpty(line))
        {
            return;
        }

        if (_isReady(line) && _ready.TrySetResult(line))
        {
            return;
        }

        _terminal.Write(_name, line);
    }
}
