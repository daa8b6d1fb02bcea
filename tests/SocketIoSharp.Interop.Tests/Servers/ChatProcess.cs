using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Interop.Tests.Servers;

/// <summary>The sample samples/Chat in a process of its own, with its data in a temporary folder; can be ended and started again.</summary>
internal sealed partial class ChatProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("socketiosharp-chat-");
    private readonly StringBuilder _output = new();
    private Process? _process;

    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    public static async Task<ChatProcess> StartAsync()
    {
        var chat = new ChatProcess();
        await chat.RunAsync();
        return chat;
    }

    /// <summary>Starts it; after the first time on the same port and with the same data as before.</summary>
    public async Task RunAsync()
    {
        var program = Repository.Program("Chat", "Chat");
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, "--urls", Url.GetLeftPart(UriPartial.Authority), "--Chat:DataPath", _data.FullName])
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) => Read(line.Data, address);
        _process.ErrorDataReceived += (_, line) => Read(line.Data, address);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            Url = await address.Task.WithPatience();
        }
        catch (TimeoutException)
        {
            throw new AssertionException("The sample did not start:\n" + Output());
        }
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WithPatience();
        _process.ExitCode.Should().Be(0, "the sample stops cleanly: {0}", Output());
    }

    /// <summary>Ends it without a warning.</summary>
    public async Task CrashAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync().WithPatience();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await CrashAsync();
        }

        _process?.Dispose();
        _data.Delete(recursive: true);
        Output().Should().NotContain("fail: ").And.NotContain("Unhandled exception", "the sample must not log errors");
    }

    private string Output()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }

    private void Read(string? line, TaskCompletionSource<Uri> address)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (Address().Match(line) is { Success: true } match)
        {
            address.TrySetResult(new Uri(match.Value));
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
