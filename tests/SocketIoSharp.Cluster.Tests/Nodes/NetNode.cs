using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Cluster.Tests.Parts;
using SocketIoSharp.Hosting;

namespace SocketIoSharp.Cluster.Tests.Nodes;

/// <summary>A node of this project.</summary>
internal sealed class NetNode(string name, TestHost host) : INode
{
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();

    public string Name => name;

    public Uri Url => host.Url;

    private SocketIoServer Io => host.Get<SocketIoServer>();

    public static async Task<NetNode> StartAsync(string name, Action<SocketIoBuilder> use, bool recovers)
    {
        var host = await TestHost.StartAsync(
            builder => use(builder.Services.AddSocketIo(options => options.ConnectionStateRecovery = recovers ? new ConnectionStateRecovery() : null)),
            app => app.MapSocketIo());
        var node = new NetNode(name, host);
        foreach (var @namespace in MixedCluster.Namespaces)
        {
            node.Install(node.Io.Of(@namespace));
        }

        return node;
    }

    public Task EmitAsync(Target target, string name, string arguments) => To(target).EmitManyAsync(name, WireValues.Read(arguments));

    public async Task<Answers> AskAsync(Target target, string name, string arguments) =>
        await CollectAsync(To(target).EmitWithAck(name, WireValues.Read(arguments).Single()), name);

    public Task JoinAsync(Target target, params string[] rooms) => To(target).SocketsJoinAsync(rooms);

    public Task LeaveAsync(Target target, params string[] rooms) => To(target).SocketsLeaveAsync(rooms);

    public Task DisconnectAsync(Target target, bool close) => To(target).DisconnectSocketsAsync(close);

    public async Task<JsonArray> FetchAsync(Target target)
    {
        JsonArray found = [];
        foreach (var socket in await To(target).FetchSocketsAsync())
        {
            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream))
            {
                socket.WriteTo(writer);
            }

            found.Add(JsonNode.Parse(stream.ToArray()));
        }

        return found;
    }

    public Task ServerSideEmitAsync(string @namespace, string name, string arguments) => Io.Of(@namespace).ServerSideEmitAsync(name, WireValues.Read(arguments));

    public Task<Answers> ServerSideAskAsync(string @namespace, string name, string arguments) =>
        CollectAsync(Io.Of(@namespace).ServerSideEmitWithAck(name, WireValues.Read(arguments)), name);

    public Task<int> CountAsync(string @namespace) => Io.Of(@namespace).Adapter.ServerCountAsync();

    public Task<int> LocalSocketsAsync() => Task.FromResult(MixedCluster.Namespaces.Sum(@namespace => Io.Of(@namespace).SocketCount));

    public Task<string> HearAsync() => _heard.Reader.ReadAsync().Soon();

    public void Forget()
    {
        while (_heard.Reader.TryRead(out _))
        {
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static async Task<Answers> CollectAsync(BroadcastAckRequest asking, string name) => name == "turn"
        ? Read(await asking.CollectAsync<byte[]>(), bytes => WireValues.Text(WireValues.Of(bytes)))
        : Read(await asking.CollectAsync<JsonElement>(), answer => answer.GetRawText());

    private static Answers Read<T>(BroadcastAnswers<T> collected, Func<T, string> text) =>
        new(collected.IsComplete, [.. collected.Answers.Select(text).Order(StringComparer.Ordinal)]);

    private Broadcast To(Target target)
    {
        var broadcast = Io.Of(target.Namespace).To(target.Rooms).Except(target.Except).Compress(target.Compress ?? true);
        broadcast = target.Volatile ? broadcast.Volatile : broadcast;
        broadcast = target.Local ? broadcast.Local : broadcast;
        return target.Timeout is { } timeout ? broadcast.Timeout(TimeSpan.FromMilliseconds(timeout)) : broadcast;
    }

    private void Install(Namespace @namespace)
    {
        @namespace.OnConnection(socket =>
        {
            socket.On("join", (string[] rooms) => socket.JoinAsync(rooms));
            socket.On("rooms", () => socket.Rooms);
            socket.On("recovered", () => socket.Recovered);
            socket.On("data", (JsonElement data) =>
            {
                foreach (var property in data.EnumerateObject())
                {
                    socket.Data[property.Name] = property.Value.Clone();
                }
            });
        });
        @namespace.OnServerSideEvent("question", (args, ack) => args.Get<string>(0) == name ? Task.CompletedTask : ack.SendAsync(name));
        @namespace.OnServerSideEvent("turn", (args, ack) => ack.SendAsync(args.Get<byte[]>(0)!.Reverse().ToArray()));
        @namespace.OnServerSideEvent("bytes", (args, _) => Remember("bytes", new JsonArray(WireValues.Of(args.Get<byte[]>(0)!))));
        foreach (var heard in new[] { "hello", "the end" })
        {
            @namespace.OnServerSideEvent(heard, (args, _) =>
                Remember(heard, new JsonArray([.. Enumerable.Range(0, args.Count).Select(i => JsonNode.Parse(args.GetJson(i).GetRawText()))])));
        }

        void Remember(string heard, JsonArray args) => _heard.Writer.TryWrite($"{@namespace.Name} {heard} {WireValues.Text(args)}");
    }
}
