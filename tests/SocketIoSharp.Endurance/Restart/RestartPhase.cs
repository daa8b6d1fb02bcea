using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using SocketIoSharp.Endurance.Processes;
using SocketIoSharp.Endurance.Serving;

namespace SocketIoSharp.Endurance.Restart;

/// <summary>One server, restarted under its clients.</summary>
/// <param name="server">Its name: <see cref="Ours"/> or <see cref="Node"/>.</param>
/// <param name="clients">How many clients there are.</param>
/// <param name="traffic">How long they talk before the restart.</param>
internal sealed class RestartPhase(string server, int clients, TimeSpan traffic)
{
    public const string Ours = "SocketIoSharp";
    public const string Node = "Node.js";

    private const int ClientsPerProcess = 250;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <exception cref="InvalidOperationException">The clients have not all become connected.</exception>
    public async Task<RestartFigures> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("restart");
        var record = Path.Combine(folder.FullName, "record.json");
        var port = FindPort();
        var crowd = new List<ClientProcess>();
        try
        {
            using var first = await StartAsync(port, record);
            for (var number = 0; number < clients; number += ClientsPerProcess)
            {
                crowd.Add(ClientProcess.Start(first.Url, number, Math.Min(ClientsPerProcess, clients - number)));
            }

            await EnsureConnectedAsync(crowd);
            await Task.Delay(traffic);

            var asked = RestartTimes.Now;
            var exitCode = await first.StopAsync();
            var stopped = RestartTimes.Now;
            using var second = await StartAsync(port, Path.Combine(folder.FullName, "second.json"));
            var times = new RestartTimes(asked, stopped, exitCode, RestartTimes.Now);

            // Who does not come back says so in its report.
            await Task.WhenAll(crowd.Select(process => process.TryHearAsync("back", Patience)));
            await Task.Delay(TimeSpan.FromSeconds(2));
            var reports = await Task.WhenAll(crowd.Select(process => process.ReportAsync()));
            var left = JsonSerializer.Deserialize<ServerRecord>(await File.ReadAllTextAsync(record), Json)!;
            return RestartFigures.Of(server, times, left, [.. reports.SelectMany(report => report)]);
        }
        finally
        {
            crowd.ForEach(process => process.Dispose());
            folder.Delete(recursive: true);
        }
    }

    private static async Task EnsureConnectedAsync(List<ClientProcess> crowd)
    {
        if (!Array.TrueForAll(await Task.WhenAll(crowd.Select(process => process.TryHearAsync("connected", Patience))), isConnected => isConnected))
        {
            throw new InvalidOperationException("The clients have not all become connected.");
        }
    }

    private Task<ServedProcess> StartAsync(int port, string record) => server == Node
        ? ServedProcess.StartNodeAsync("endurance/restart-server.mjs", port.ToString(CultureInfo.InvariantCulture), record)
        : ServedProcess.StartAsync("restart", port, "--record", record);

    // Below those that the system gives to outgoing connections: a client that tries a port on which nobody listens may be given that very port, and be connected to itself.
    private static int FindPort()
    {
        for (var port = 23_000; port < 32_000; port++)
        {
            using var probe = new System.Net.Sockets.Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }

        throw new InvalidOperationException("There is no free port from 23000 to 32000.");
    }
}
