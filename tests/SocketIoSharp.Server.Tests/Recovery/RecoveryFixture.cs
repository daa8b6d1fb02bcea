using System.Text.Json;
using System.Text.RegularExpressions;
using SocketIoSharp.Adapters;

namespace SocketIoSharp.Server.Tests.Recovery;

/// <summary>A fixture with a server that recovers connections, and clients that remember what the stock client does.</summary>
internal abstract partial class RecoveryFixture : ServerFixture
{
    protected SessionAwareAdapter Adapter => (SessionAwareAdapter)Server.Sockets.Adapter;

    protected Task StartRecoveringAsync(Action<ConnectionStateRecovery>? configure = null, Action<SocketIoServer>? prepare = null) => StartAsync(
        options =>
        {
            options.ConnectionStateRecovery = new ConnectionStateRecovery();
            configure?.Invoke(options.ConnectionStateRecovery);
        },
        prepare);

    /// <summary>Connects; a client that has been here before asks for what it had.</summary>
    protected async Task<Client> ComeAsync(Client? before = null, string transport = WireClient.WebSocket)
    {
        var client = new Client(await OpenAsync(transport), before?.Pid, before?.Offset);
        await client.ConnectAsync();
        return client;
    }

    protected Task<Socket> FindAsync(Client client) => FindAsync(client.Id);

    /// <summary>Connects, receives one event to count from, and loses the connection.</summary>
    protected async Task<Client> ComeAndGoAsync(string transport = WireClient.WebSocket, params string[] rooms)
    {
        var client = await ComeAsync(transport: transport);
        var socket = await FindAsync(client);
        await socket.JoinAsync(rooms);
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");
        await LoseAsync(client, socket);
        return client;
    }

    protected static async Task LoseAsync(Client client, Socket socket)
    {
        if (client.Wire.Engine is PollingWire)
        {
            // Without a poll that waits nothing tells the server of the loss but the client's own goodbye.
            await client.Wire.Engine.SendAsync("1");
        }

        await client.Wire.DisposeAsync();
        await Patience.UntilAsync(() => !socket.Connected);
    }

    internal sealed partial class Client(SocketWire wire, string? pid, string? offset)
    {
        public SocketWire Wire => wire;

        public string Id { get; private set; } = string.Empty;

        public string? Pid { get; private set; } = pid;

        public string? Offset { get; private set; } = offset;

        /// <summary>The events that came before CONNECT.</summary>
        public List<string> Missed { get; } = [];

        public async Task ConnectAsync()
        {
            await wire.RequestAsync(auth: Pid is null ? string.Empty : JsonSerializer.Serialize(new { pid = Pid, offset = Offset }));
            for (var packet = await wire.ReceiveAsync(); ; packet = await wire.ReceiveAsync())
            {
                if (packet[0] == '0')
                {
                    using var payload = JsonDocument.Parse(packet[1..]);
                    Id = payload.RootElement.GetProperty("sid").GetString()!;
                    Pid = payload.RootElement.GetProperty("pid").GetString()!;
                    return;
                }

                Missed.Add(Take(packet));
            }
        }

        public async Task<string> NextAsync() => Take(await wire.ReceiveAsync());

        public async Task ExpectAsync(params string[] events)
        {
            foreach (var json in events)
            {
                (await NextAsync()).Should().Be(json);
            }
        }

        /// <summary>The event without its offset, which is remembered.</summary>
        private string Take(string packet)
        {
            var match = StoredPattern().Match(packet);
            match.Success.Should().BeTrue("an event with an offset is expected, not {0}", packet);
            Offset = match.Groups["offset"].Value;
            return match.Groups["json"].Value + "]";
        }

        [GeneratedRegex("""^2(?<json>\[.*),"(?<offset>[0-9A-Za-z_-]{7}(\.[0-9A-Za-z_-]+)?)"\]$""", RegexOptions.ExplicitCapture)]
        private static partial Regex StoredPattern();
    }
}
