[assembly: NonParallelizable]

namespace SocketIoSharp.Attacks.Tests;

/// <summary>
/// A server under attack, and two clients that must not notice: one over each transport. An attack is one client's doing, with the answers that it gets. It is repeated, and
/// afterwards nothing may be left of it: no session, no socket, no memory. Alone in its process, for the memory to mean something.
/// </summary>
internal abstract class AttackFixture : ServerFixture
{
    private const int Rounds = 10;
    private const int WarmUps = 5;
    private const int Repetitions = 20;

    // Far less than what one leaked session or one kept megabyte for each repetition would be, more than the framework's pools move by.
    private const long Allowance = 192 * 1024;

    private SocketWire _overWebSocket = null!;
    private SocketWire _overPolling = null!;

    protected static string Handshake => "/socket.io/?EIO=4&transport=polling";

    protected async Task ServeAsync(Action<SocketIoOptions>? configure = null, Action<SocketIoServer>? prepare = null)
    {
        await StartAsync(
            options =>
            {
                options.Engine.AllowEio3 = true;
                configure?.Invoke(options);
            },
            server =>
            {
                server.OnConnection(socket => socket.On("echo", (EventArguments args) => args.Get<string>(0)));
                prepare?.Invoke(server);
            });
        _overWebSocket = await OpenAsync();
        _overPolling = await OpenAsync(WireClient.Polling);
        await _overWebSocket.ConnectAsync();
        await _overPolling.ConnectAsync();
    }

    /// <summary>Attacks again and again, and looks at what is left.</summary>
    /// <param name="attack">The attack of one client, which is to be gone when it ends.</param>
    /// <param name="repetitions">How often, where once is much already.</param>
    /// <param name="log">The name and a part of the entry by which the log must name the cause.</param>
    protected async Task SurviveAsync(Func<Task> attack, int repetitions = Repetitions, (string Event, string Text)? log = null)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            await attack();
        }

        if (log is { } entry)
        {
            (await Host.Log.WaitForAsync(entry.Event)).Message.Should().Contain(entry.Text);
        }

        Host.Log.KeepErrorsOnly();
        var before = await SettleAsync();
        long grown = 0;
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < repetitions; i++)
            {
                await attack();
            }

            // What leaks grows every time. A pool that fills up does so once for each size, thread and core.
            var after = await SettleAsync();
            grown = after - before;
            before = after;
            if (grown <= Allowance)
            {
                break;
            }
        }

        grown.Should().BeLessThanOrEqualTo(Allowance, "nothing may be kept of an attack");
        await ExpectBystandersAsync();
    }

    /// <summary>Lets time pass for clients that are silent. Those that watch answer their heartbeats.</summary>
    protected async Task PassAsync(TimeSpan time)
    {
        for (var step = TimeSpan.FromSeconds(10); time > TimeSpan.Zero; time -= step)
        {
            Time.Advance(step);
            await ExpectBystandersAsync();
        }
    }

    /// <summary>Opens a connection that is closed when the attack is over.</summary>
    protected async Task<SocketWire> AttackAsync(string transport = WireClient.WebSocket, string query = "") => await SocketWire.OpenAsync(Host.Url, transport, query);

    /// <summary>Sends a request and returns its answer.</summary>
    protected async Task<RawResponse> RequestAsync(string method, string target, string body = "", params string[] headers)
    {
        await using var connection = await RawConnection.OpenAsync(Host.Url);
        await connection.SendHeadAsync(method, target, [.. headers, .. body.Length == 0 ? Array.Empty<string>() : [$"Content-Length: {body.Length}"]]);
        await connection.SendAsync(body);
        return await connection.ReceiveResponseAsync();
    }

    /// <summary>Waits until only the two who watch are left.</summary>
    protected Task UntilAloneAsync() => Patience.UntilAsync(() => Server.ConnectionCount == 2, "the sessions of the attack are gone");

    private async Task<long> SettleAsync()
    {
        await UntilAloneAsync();
        await Patience.UntilAsync(() => Server.Of("/").SocketCount == 2, "the sockets of the attack are gone");
        await ExpectBystandersAsync();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    // The answer must be the very next thing that they get, heartbeats aside.
    private async Task ExpectBystandersAsync()
    {
        (await _overWebSocket.AskAsync("""["echo","still here"]""")).Should().Be("""["still here"]""");
        (await _overPolling.AskAsync("""["echo","still here"]""")).Should().Be("""["still here"]""");
    }
}
