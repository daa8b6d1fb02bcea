using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SocketIoSharp.Interop.Tests.Network;

/// <summary>The fixed application of protocol-fixtures/README.md in a process of its own, on the Node.js server or on ours.</summary>
internal sealed class FixedServer : IAsyncDisposable
{
    public const string Reference = "Node.js";
    public const string Ours = "SocketIoSharp";

    private readonly Process _process;

    private FixedServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public Uri Url => new($"http://127.0.0.1:{Port}");

    /// <param name="name">Which server.</param>
    /// <param name="options">Its options, in the reference's words.</param>
    public static async Task<FixedServer> StartAsync(string name, object options)
    {
        var start = name == Reference
            ? new ProcessStartInfo("node", ["reference-server.mjs"]) { WorkingDirectory = Repository.ConformanceFolder }
            : new ProcessStartInfo("dotnet", [Repository.Program("SocketIoSharp.ConformanceServer", "SocketIoSharp.ConformanceServer")]);
        start.RedirectStandardOutput = true;
        start.Environment["SIO_OPTIONS"] = JsonSerializer.Serialize(options);
        start.Environment["PORT"] = "0";
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync().WithPatience();
        return new FixedServer(process, int.Parse(line!["listening ".Length..], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
