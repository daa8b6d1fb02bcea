using SocketIoSharp.Endurance.Fuzzing.Dialogues;
using SocketIoSharp.Endurance.Processes;
using SocketIoSharp.Endurance.Serving;
using SocketIoSharp.MessagePack;
using SocketIoSharp.Protocol.SocketIo;

namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>A server in a process of its own, two bystanders, and everything that must always be true of it.</summary>
internal sealed class FuzzedServer : IAsyncDisposable
{
    // What pools, caches and the framework's own tables may grow by. One session that is kept for each dialogue is more than that after a second.
    private const long HeapAllowance = 4 * 1024 * 1024;
    private const int HandleAllowance = 24;

    // Sessions that nobody speaks for any more end with their heartbeat; the rest is for a machine that is busy.
    private static readonly TimeSpan Settling = FuzzedApplication.PingInterval + FuzzedApplication.PingTimeout + TimeSpan.FromSeconds(10);

    private readonly ServedProcess _process;
    private readonly ServerLog _log;
    private readonly Bystander[] _bystanders;
    private readonly CancellationTokenSource _stop = new();
    private Task[] _watching = [];

    private FuzzedServer(ServedProcess process, ServerLog log, Bystander[] bystanders) => (_process, _log, _bystanders) = (process, log, bystanders);

    public int Port => _process.Port;

    public IReadOnlyDictionary<string, int> Warnings => _log.Warnings;

    public int Answers => _bystanders.Sum(bystander => bystander.Answers);

    /// <param name="parser"><see cref="Dialogue.Json"/> or <see cref="Dialogue.MessagePack"/>.</param>
    /// <param name="tokens">Where the bystanders have their words from.</param>
    public static async Task<FuzzedServer> StartAsync(string parser, Tokens tokens)
    {
        var log = new ServerLog();
        var process = await ServedProcess.StartAsync("fuzzed", port: 0, log.Add, $"--{FuzzedApplication.Parser}", parser);
        PacketParser packets = parser == Dialogue.MessagePack ? new MessagePackPacketParser() : new JsonPacketParser();
        Bystander[] bystanders = [.. new[] { true, false }.Select(isWebSocket => new Bystander(process.Port, packets, tokens.Next(Random.Shared), isWebSocket))];
        var server = new FuzzedServer(process, log, bystanders);
        foreach (var bystander in bystanders)
        {
            await bystander.ConnectAsync();
        }

        server._watching = [.. bystanders.Select(bystander => bystander.WatchAsync(server._stop.Token))];
        return server;
    }

    /// <summary>What is wrong with it now, if anything is.</summary>
    public string? FindFault()
    {
        if (_process.HasExited)
        {
            return $"The process of the server has ended. {_log.Fault}";
        }

        var watching = _watching.FirstOrDefault(watch => watch.IsFaulted)?.Exception?.GetBaseException();
        return watching?.Message ?? (_log.Fault is { } entry ? "The server has logged: " + entry : null);
    }

    /// <summary>Waits until the bystanders are alone.</summary>
    /// <returns>What the server holds then.</returns>
    /// <exception cref="OracleException">They never are.</exception>
    public async Task<ServerState> SettleAsync()
    {
        var late = DateTime.UtcNow + Settling;
        while (true)
        {
            var state = await StateAsync();
            if (state.Sessions == _bystanders.Length && state.Connections == _bystanders.Length && state.Sockets == _bystanders.Length)
            {
                return state;
            }

            if (DateTime.UtcNow > late)
            {
                throw new OracleException($"{Settling.TotalSeconds} seconds after the last dialogue there are, the bystanders among them, {state.Sessions} sessions, {state.Connections} connections, {state.Sockets} sockets.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250));
        }
    }

    /// <summary>Compares what is held with what was held.</summary>
    /// <exception cref="OracleException">It is more.</exception>
    public static void Compare(ServerState before, ServerState after)
    {
        if (after.HeapBytes - before.HeapBytes > HeapAllowance)
        {
            throw new OracleException($"The heap has grown from {before.HeapBytes:N0} to {after.HeapBytes:N0} bytes.");
        }

        if (after.Handles - before.Handles > HandleAllowance)
        {
            throw new OracleException($"Open handles have grown from {before.Handles} to {after.Handles}.");
        }
    }

    /// <summary>Lets the bystanders go, and looks whether nothing is left.</summary>
    /// <exception cref="OracleException">Something is left, or was wrong all along.</exception>
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_watching);
        foreach (var bystander in _bystanders)
        {
            await bystander.DisposeAsync();
        }

        var late = DateTime.UtcNow + Settling;
        var state = await StateAsync();
        while (state is not { Sessions: 0, Connections: 0, Sockets: 0 })
        {
            if (DateTime.UtcNow > late)
            {
                throw new OracleException($"Everybody has left, and there are {state.Sessions} sessions, {state.Connections} connections, {state.Sockets} sockets.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250));
            state = await StateAsync();
        }

        if (FindFault() is { } fault)
        {
            throw new OracleException(fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _process.Dispose();
        _stop.Dispose();
    }

    private async Task<ServerState> StateAsync()
    {
        try
        {
            return await _process.StateAsync();
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            throw new OracleException(FindFault() ?? "The server does not answer: " + exception.Message);
        }
    }
}
