namespace SocketIoSharp.Endurance.Churn;

/// <summary>The six kinds of clients that come and go.</summary>
internal sealed class ChurnKinds(Uri server)
{
    private int _number;

    /// <summary>The kinds by name. Each call is one connection from its beginning to its end.</summary>
    public IReadOnlyList<(string Name, Func<Task> Play)> All =>
    [
        ("clean", CleanAsync), ("cut", CutAsync), ("half-open", HalfOpenAsync), ("polling and never back", NeverBackAsync), ("never acking", NeverAckingAsync), ("refused", RefusedAsync),
    ];

    private string NextRoom => $"room-{Interlocked.Increment(ref _number)}";

    private async Task CleanAsync()
    {
        await using var client = await (Interlocked.Increment(ref _number) % 2 == 0 ? ChurnConnection.OpenWebSocketAsync(server) : UpgradedAsync());
        await client.SendAsync("40", "40/made-" + (_number % 10));
        _ = await client.ReceiveAsync("40{");
        _ = await client.ReceiveAsync("40/made-");
        await client.SendAsync("""420["echo","hello"]""", $"42[\"join\",\"{NextRoom}\"]", """451-1["size",{"_placeholder":true,"num":0}]""");
        await client.SendAsync(new byte[1000]);
        _ = await client.ReceiveAsync("430");
        _ = await client.ReceiveAsync("431");
        await client.SendAsync("41");
        await client.CloseAsync();
    }

    // Cut in the midst of a frame: its session waits for the client to come back, in vain.
    private async Task CutAsync()
    {
        await using var client = await ConnectedAsync();
        await client.SendAsync($"420[\"join\",\"{NextRoom}\"]");
        _ = await client.ReceiveAsync("430");
        await client.CutAsync();
    }

    // Says nothing more and closes nothing: the heartbeat ends it.
    private async Task HalfOpenAsync()
    {
        await using var client = await ConnectedAsync();
        await client.WaitForEndAsync();
    }

    private async Task NeverBackAsync()
    {
        await using var client = await ChurnConnection.OpenAsync(server);
        var session = SessionOf((await client.GetAsync("polling")).Body);
        await client.PostAsync($"polling&sid={session}", "40");
        await client.PostAsync($"polling&sid={session}", $"42[\"join\",\"{NextRoom}\"]");
    }

    private async Task NeverAckingAsync()
    {
        await using var client = await ConnectedAsync();
        await client.SendAsync("""42["ask-me"]""");
        for (var i = 0; i < 5; i++)
        {
            _ = await client.ReceiveAsync("42");
        }

        client.Reset();
    }

    private Task RefusedAsync() => (Interlocked.Increment(ref _number) % 4) switch
    {
        0 => ExpectAsync(client => client.GetAsync("carrier-pigeon"), 400),
        1 => ExpectAsync(client => client.GetAsync("polling&sid=AAAAAAAAAAAAAAAAAAAA"), 400),
        2 => ExpectRefusalAsync("40/guarded,", "44/guarded,"),
        _ => ExpectRefusalAsync("40/nowhere,", "44/nowhere,"),
    };

    private async Task ExpectAsync(Func<ChurnConnection, Task<Tests.Shared.RawResponse>> request, int status)
    {
        await using var client = await ChurnConnection.OpenAsync(server);
        if ((await request(client)).Status != status)
        {
            throw new InvalidDataException($"The server did not answer {status}.");
        }
    }

    private async Task ExpectRefusalAsync(string connect, string refusal)
    {
        await using var client = await ChurnConnection.OpenWebSocketAsync(server);
        await client.SendAsync(connect);
        _ = await client.ReceiveAsync(refusal);
        client.Reset();
    }

    private async Task<ChurnConnection> ConnectedAsync()
    {
        var client = await ChurnConnection.OpenWebSocketAsync(server);
        await client.SendAsync("40");
        _ = await client.ReceiveAsync("40{");
        return client;
    }

    // As the stock client does it: a handshake over polling, then the probe.
    private async Task<ChurnConnection> UpgradedAsync()
    {
        await using var polling = await ChurnConnection.OpenAsync(server);
        var session = SessionOf((await polling.GetAsync("polling")).Body);
        var client = await ChurnConnection.OpenAsync(server);
        await client.UpgradeAsync($"websocket&sid={session}");
        await client.SendAsync("2probe");
        _ = await client.ReceiveAsync("3probe");
        await client.SendAsync("5");
        return client;
    }

    private static string SessionOf(string handshake)
    {
        using var json = System.Text.Json.JsonDocument.Parse(handshake[1..]);
        return json.RootElement.GetProperty("sid").GetString()!;
    }
}
