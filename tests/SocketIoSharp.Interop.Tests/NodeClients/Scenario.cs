using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace SocketIoSharp.Interop.Tests.NodeClients;

/// <summary>A scenario of tests/clients-js in a process of its own, which tells what happens in JSON lines and hears what to do next.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _name;
    private readonly Process _process;
    private readonly Channel<Line> _lines = Channel.CreateUnbounded<Line>();
    private readonly StringBuilder _errors = new();
    private readonly Task _reading;

    private Scenario(string name, Process process)
    {
        _name = name;
        _process = process;
        _reading = Task.WhenAll(ReadLinesAsync(), ReadErrorsAsync());
    }

    public static Scenario Start(string name, string transport, Uri url, object? args = null)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Repository.ClientsFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["run.mjs", name, transport, url.ToString().TrimEnd('/'), JsonSerializer.Serialize(args ?? new { }, Json)])
        {
            start.ArgumentList.Add(argument);
        }

        return new Scenario(name, Process.Start(start)!);
    }

    /// <summary>Waits for the next thing that the scenario tells, which must have this name.</summary>
    public async Task<JsonElement> HearAsync(string name)
    {
        try
        {
            var line = await _lines.Reader.ReadAsync().AsTask().WithPatience();
            line.Name.Should().Be(name, "the scenario {0} was expected to tell that", _name);
            return line.Data;
        }
        catch (Exception exception) when (exception is ChannelClosedException or TimeoutException)
        {
            throw new AssertionException($"The scenario {_name} did not tell \"{name}\". {await DescribeAsync()}");
        }
    }

    /// <summary>The same, with data.</summary>
    public async Task<T> HearAsync<T>(string name) => (await HearAsync(name)).Deserialize<T>(Json)!;

    public async Task TellAsync(string name, object? data = null)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { name, data }, Json));
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until the scenario has ended, which must be without an error.</summary>
    public Task FinishAsync() => FinishAsync(Patience.Limit);

    /// <summary>The same, for a scenario that takes longer than most.</summary>
    public async Task FinishAsync(TimeSpan limit)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            throw new AssertionException($"The scenario {_name} did not end. {await DescribeAsync()}");
        }

        await _reading.WithPatience();
        if (_process.ExitCode != 0)
        {
            throw new AssertionException($"The scenario {_name} failed. {await DescribeAsync()}");
        }

        _lines.Reader.TryRead(out var line).Should().BeFalse("nothing more was to be told, but was: {0}", line);
    }

    /// <summary>Waits until the process has gone, however it went.</summary>
    public Task WaitForExitAsync() => _process.WaitForExitAsync().WithPatience();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> DescribeAsync()
    {
        // What it has to say often comes right after its last line.
        await Task.WhenAny(_reading, Task.Delay(500));
        lock (_errors)
        {
            return $"{(_process.HasExited ? $"It ended with code {_process.ExitCode}" : "It still runs")}: {_errors}";
        }
    }

    private async Task ReadLinesAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } text)
        {
            _lines.Writer.TryWrite(JsonSerializer.Deserialize<Line>(text, Json)!);
        }

        _lines.Writer.Complete();
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } text)
        {
            lock (_errors)
            {
                _errors.AppendLine(text);
            }
        }
    }

    private sealed record Line(string Name, JsonElement Data);
}
