using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Hosting;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Tests.Streams;

/// <summary>A fixture with nodes that know each other by a stream, and clients that remember what the stock client does.</summary>
internal abstract partial class StreamsFixture : RedisFixture
{
    protected string SessionPrefix => Key + ":session:";

    protected static ConnectionStateRecovery Recovery => new();

    protected override void Use(SocketIoBuilder builder) => builder.UseRedisStreams(Redis.Configuration, Configure);

    protected void Configure(RedisStreamsOptions options)
    {
        (options.StreamName, options.ChannelPrefix, options.SessionKeyPrefix) = (Key, Key, SessionPrefix);
        Adjust(options);
    }

    /// <summary>What a test wants otherwise.</summary>
    protected Action<RedisStreamsOptions> Adjust { get; set; } = _ => { };

    [SetUp]
    public void SetNothing() => Adjust = _ => { };

    protected async Task StartRecoveringAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await StartNodeAsync(configure: options => options.ConnectionStateRecovery = Recovery);
        }

        await NodesAsync(count);
    }

    /// <summary>Speaks to Redis by another connection.</summary>
    protected async Task<IDatabase> OpenRedisAsync() => Own(await ConnectionMultiplexer.ConnectAsync(Redis.Configuration)).GetDatabase();

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
