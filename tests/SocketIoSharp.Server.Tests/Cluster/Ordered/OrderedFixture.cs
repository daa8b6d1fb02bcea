using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster.Ordered;

/// <summary>A fixture with two servers over a broker that keeps messages, and clients that remember what the stock client does.</summary>
internal abstract partial class OrderedFixture : ServerFixture
{
    protected ClusterLog Broker { get; } = new();

    protected ClusterBus Bus { get; } = new();

    protected OrderedClusterOptions Options { get; } = new();

    protected TestHost OtherHost { get; private set; } = null!;

    protected SocketIoServer Other => OtherHost.Get<SocketIoServer>();

    protected ClusterLogAdapter Adapter => (ClusterLogAdapter)Server.Sockets.Adapter;

    protected ClusterLogAdapter OtherAdapter => (ClusterLogAdapter)Other.Sockets.Adapter;

    protected async Task StartBothAsync(bool recovers = true, Action<SocketIoOptions>? configure = null)
    {
        void Configure(SocketIoOptions options)
        {
            options.AdapterFactory = @namespace => new ClusterLogAdapter(@namespace, Broker, Bus, Options);
            options.ConnectionStateRecovery = recovers ? new ConnectionStateRecovery() : null;
            configure?.Invoke(options);
        }

        await StartAsync(Configure);
        OtherHost = await Own(TestHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(Time);
                builder.Services.AddSocketIo(Configure);
            },
            app => app.MapSocketIo()));
        _ = Other.Sockets;
    }

    /// <summary>Connects to one of the servers; a client that has been somewhere before asks for what it had.</summary>
    protected async Task<Client> ComeAsync(TestHost host, Client? before = null)
    {
        var client = new Client(await Own(SocketWire.OpenAsync(host.Url)), before?.Pid, before?.Offset);
        await client.ConnectAsync();
        return client;
    }

    protected static async Task<Socket> FindAsync(TestHost host, Client client)
    {
        Socket? socket = null;
        await Patience.UntilAsync(() => host.Get<SocketIoServer>().Sockets.TryGetSocket(client.Id, out socket), "the socket");
        return socket!;
    }

    /// <summary>Connects, receives one event to count from, and loses the connection.</summary>
    protected async Task<Client> ComeAndGoAsync(TestHost host, params string[] rooms)
    {
        var client = await ComeAsync(host);
        var socket = await FindAsync(host, client);
        await socket.JoinAsync(rooms);
        await socket.EmitAsync("first");
        await client.ExpectAsync("""["first"]""");
        await LoseAsync(client, socket);
        return client;
    }

    protected static async Task LoseAsync(Client client, Socket socket)
    {
        var ended = new TaskCompletionSource();
        socket.OnDisconnect(_ => ended.TrySetResult());
        await client.Wire.DisposeAsync();
        await ended.Task.Soon();
    }

    internal sealed partial class Client(SocketWire wire, string? pid, string? offset)
    {
        public SocketWire Wire => wire;

        public string Id { get; private set; } = string.Empty;

        public string? Pid { get; private set; } = pid;

        public string? Offset { get; set; } = offset;

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

        /// <summary>The event without its offset, which is remembered. An event that has none says so.</summary>
        private string Take(string packet)
        {
            var match = StoredPattern().Match(packet);
            if (!match.Success)
            {
                return "no offset: " + packet;
            }

            Offset = match.Groups["offset"].Value;
            return match.Groups["json"].Value + "]";
        }

        [GeneratedRegex("""^2(?<json>\[.*),"(?<offset>[0-9]+-[0-9]+)"\]$""", RegexOptions.ExplicitCapture)]
        private static partial Regex StoredPattern();
    }
}
