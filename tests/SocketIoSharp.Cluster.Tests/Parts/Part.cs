using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace SocketIoSharp.Cluster.Tests.Parts;

/// <summary>A part of tests/cluster-js in a process of its own, which is told what to do in JSON lines.</summary>
internal sealed class Part : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly string _name;
    private readonly Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _calls = new();
    private readonly TaskCompletionSource<JsonNode?> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<JsonNode> _told = Channel.CreateUnbounded<JsonNode>();
    private readonly StringBuilder _errors = new();
    private readonly Task _reading;
    private int _lastCall;

    private Part(string name, Process process)
    {
        _name = name;
        _process = process;
        _reading = Task.WhenAll(ReadLinesAsync(), ReadErrorsAsync());
    }

    public static string Folder { get; } = Path.Combine(
        typeof(Part).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryRoot").Value!, "tests", "cluster-js");

    /// <summary>What the part has said of itself when it was ready.</summary>
    public JsonNode? Description { get; private set; }

    /// <summary>What happens by itself.</summary>
    public ChannelReader<JsonNode> Told => _told.Reader;

    public static async Task<Part> StartAsync(string name, object args)
    {
        var start = new ProcessStartInfo("node", ["run.mjs", name, JsonSerializer.Serialize(args, Json)])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var part = new Part(name, Process.Start(start)!);
        try
        {
            part.Description = await part._ready.Task.WaitAsync(TimeSpan.FromSeconds(30));
            return part;
        }
        catch (Exception exception)
        {
            var errors = part.Errors;
            await part.DisposeAsync();
            throw new InvalidOperationException($"The part {name} did not start: {errors}", exception);
        }
    }

    public async Task<JsonNode?> CallAsync(string call, object args)
    {
        var id = Interlocked.Increment(ref _lastCall);
        var answer = _calls[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var line = JsonSerializer.Serialize(new { id, call, args }, Json);
        lock (_process)
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }

        try
        {
            return await answer.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The part {_name} has not answered \"{call}\". {Errors}");
        }
    }

    /// <summary>Sends a signal to the process.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has gone already.
        }

        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (TimeoutException)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        await _reading;
        _process.Dispose();
    }

    private string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    private async Task ReadLinesAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } text)
        {
            var line = JsonNode.Parse(text)!;
            switch ((string?)line["event"])
            {
                case "ready":
                    _ready.TrySetResult(line["data"]);
                    break;
                case not null:
                    _told.Writer.TryWrite(line["data"]!);
                    break;
                case null when _calls.TryRemove((int)line["id"]!, out var call):
                    Complete(call, line);
                    break;
            }
        }

        var gone = new InvalidOperationException($"The part {_name} has ended.");
        _ready.TrySetException(gone);
        foreach (var call in _calls.Values)
        {
            call.TrySetException(gone);
        }
    }

    private void Complete(TaskCompletionSource<JsonNode?> call, JsonNode line)
    {
        if ((string?)line["error"] is { } error)
        {
            call.TrySetException(new InvalidOperationException($"{_name}: {error}"));
        }
        else
        {
            call.TrySetResult(line["result"]);
        }
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
}
