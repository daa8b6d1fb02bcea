using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.Adapters;
using SocketIoSharp.Cluster;
using SocketIoSharp.Hosting;
using SocketIoSharp.Specification;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>Adapters with a fault each do not pass the case that is about it.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class ClusterSpecificationProofTests
{
    private static IEnumerable<TestCaseData> Faults =>
    [
        Fault("A broadcast reaches the clients of every node", Twice(ClusterMessageType.Broadcast)),
        Fault("A broadcast to rooms reaches their members on every node, each once", Change(message => message with { Target = message.Target with { Rooms = [] } })),
        Fault("A broadcast leaves out the members of the rooms that it excepts", Change(message => message with { Target = message.Target with { Except = [] } })),
        Fault("A broadcast reaches a room whose name is unusual", Change(message => message with { Target = message.Target with { Rooms = [.. message.Target.Rooms.Select(room => room.Trim())] } })),
        Fault("A broadcast to the room of a socket's id reaches that socket", Drop(message => message.Target.Rooms.Any(room => room.Length == 20))),
        Fault("A broadcast of a socket leaves that socket out and nobody else", Drop(message => message.Target.Except.Count > 0)),
        Fault("A volatile broadcast reaches the clients that are ready", Drop(message => message.Target.IsVolatile)),
        Fault("A broadcast stays in its namespace", InTheParentToo()),
        Fault("Broadcasts arrive in the order in which a node has sent them", LargeOnesLast()),
        Fault("Broadcasts of several nodes at once arrive in the order of each", Drop(message => Text(message).Contains(",100]", StringComparison.Ordinal))),
        Fault("An event arrives as it was sent: text, numbers, objects, nothing", Drop(message => Text(message).Length < 10)),
        Fault("Binary arrives as it was sent, wherever it stands in the arguments", Change(message => message.Packet is { Attachments.Length: > 0 } packet
            ? message with { Packet = new OutgoingPacket(packet.Json, [.. packet.Attachments.Reverse()]) }
            : message)),
        Fault("An event of 20 KB arrives", Drop(message => message.Packet?.Json.Length > 8000)),
        Fault("An event of 1 MB arrives", Drop(message => message.Packet?.Json.Length > 500_000)),
        Fault("Binary of 20 KB arrives", Drop(message => message.HasBinary)),
        Fault("Binary of 1 MB arrives", Drop(message => message.HasBinary)),
        Fault("Sockets of every node join the rooms that one node says", Change(message => message with { Rooms = [.. message.Rooms.Take(1)] })),
        Fault("Sockets of every node leave the rooms that one node says", Lose(ClusterMessageType.SocketsLeave)),
        Fault("Sockets of every node are disconnected from a namespace", Change(message => message with { Close = true })),
        Fault("Sockets of every node are disconnected with their connections", Change(message => message with { Close = false })),
        Fault("Joins, broadcasts, leaves and disconnections happen in the order of the calls", Lose(ClusterMessageType.SocketsLeave)),
        Fault("The sockets of every node are found, with rooms, data and handshake", Describe(socket => socket["data"] = null)),
        Fault("The sockets of every node are found, with rooms, data and handshake", Describe(socket => socket["rooms"] = null)),
        Fault("The sockets of every node are found, with rooms, data and handshake", Describe(socket => socket["handshake"] = null)),
        Fault("The sockets of rooms are found, without those of excepted rooms", Change(message => message with { Target = message.Target with { Except = [] } })),
        Fault("A hundred sockets of another node are found", Lose(ClusterMessageType.FetchSockets)),
        Fault("A socket that was found on another node is reached in every way", Lose(ClusterMessageType.BroadcastAck)),
        Fault("An event for the nodes reaches each other node, and not its sender", Change(message => message.Type is ClusterMessageType.ServerSideEmit ? message with { NodeId = ClusterMessage.EmitterId } : message)),
        Fault("An event for the nodes stays in its namespace", Change(message => message.Type is ClusterMessageType.ServerSideEmit ? message with { Namespace = "/" } : message)),
        Fault("An event for the nodes carries binary and 20 KB of text", Drop(message => message.HasBinary)),
        Fault("Each other node answers an event for the nodes, once", Lose(ClusterMessageType.ServerSideEmitResponse)),
        Fault("The answer of a node carries binary, or nothing", Drop(message => message.Answer.Attachments.Length > 0)),
        Fault("A node that does not answer leaves the answers of the others, and its name", Lose(ClusterMessageType.ServerSideEmitResponse)),
        Fault("Fifty questions to the nodes at once get their own answers", Change(message => message.Answer.Json.IsEmpty ? message : message with { Answer = new ClusterAnswer("0"u8.ToArray()) })),
        Fault("The clients of every node answer a broadcast", Twice(ClusterMessageType.BroadcastClientCount)),
        Fault("The clients in a room answer a broadcast to it, and nobody else is asked", Change(message => message with { Target = message.Target with { Rooms = [] } })),
        Fault("The answer of a client carries binary, or nothing", Drop(message => message.Answer.Attachments.Length > 0)),
        Fault("A client that does not answer leaves the answers of the others", Lose(ClusterMessageType.BroadcastClientCount)),
        Fault("A broadcast that nobody receives has no answers, before its time is up", Lose(ClusterMessageType.BroadcastClientCount)),
        Fault("Fifty broadcasts at once get their own answers", Change(message => message.Answer.Json.IsEmpty ? message : message with { Answer = new ClusterAnswer("0"u8.ToArray()) })),
        Fault("Every node knows how many nodes there are", Lose(ClusterMessageType.AdapterClose)),
        Fault("A node that comes later takes part", Lose(ClusterMessageType.InitialHeartbeat)),
        Fault("A node that has left is not waited for", Lose(ClusterMessageType.AdapterClose)),
        Fault("A node that leaves without having answered another is not waited for", Lose(ClusterMessageType.AdapterClose)),
        Fault("A node that leaves with clients that owe answers is not waited for", Lose(ClusterMessageType.AdapterClose)),
    ];

    private static IEnumerable<TestCaseData> FaultsOfPublishers =>
    [
        Fault("An emitter reaches the clients of every node, each once", Twice(ClusterMessageType.Broadcast)),
        Fault("An emitter reaches rooms, without excepted ones", Change(message => message with { Target = message.Target with { Except = [] } })),
        Fault("An emitter stays in its namespace", Change(message => message with { Namespace = "/" })),
        Fault("What an emitter sends arrives as it was sent: text, binary, 20 KB, 1 MB", Drop(message => message.HasBinary)),
        Fault("What an emitter sends arrives in its order", BinaryLast()),
        Fault("An emitter makes sockets of every node join, leave and go, in its order", Lose(ClusterMessageType.SocketsLeave)),
        Fault("An event that an emitter sends to the nodes reaches each of them", Lose(ClusterMessageType.ServerSideEmit)),
    ];

    [TestCaseSource(nameof(Faults))]
    public async Task Case_AdapterHasItsFault_Fails(string name, Func<ClusterMessage, IEnumerable<ClusterMessage>> distort)
    {
        var run = () => Find(new FaultySpecification((@namespace, bus) => new FaultyBusAdapter(@namespace, bus, distort)), name).RunAsync();

        await FailsAsync(run, name);
    }

    [TestCaseSource(nameof(FaultsOfPublishers))]
    public async Task Case_PublisherHasItsFault_Fails(string name, Func<ClusterMessage, IEnumerable<ClusterMessage>> distort)
    {
        var specification = new FaultySpecification((@namespace, bus) => new FaultyBusAdapter(@namespace, bus, message => [message])) { DistortsEmitted = distort };

        await FailsAsync(() => Find(specification, name).RunAsync(), name);
    }

    [Test]
    public async Task Case_AdapterPublishesWhatIsLocal_Fails()
    {
        var specification = new FaultySpecification((@namespace, bus) => new FaultyBusAdapter(@namespace, bus, message => [message]) { IgnoresLocal = true });
        var run = () => Find(specification, "A local broadcast stays on its node").RunAsync();

        await run.Should().ThrowAsync<SpecificationException>().WithMessage("*what else a client has received*");
    }

    [Test]
    public async Task Case_AdapterThrows_FailsWithWhatIsInTheLog()
    {
        var specification = new FaultySpecification((@namespace, _) => new ThrowingAdapter(@namespace));
        var run = () => Find(specification, "A local broadcast stays on its node").RunAsync();

        await run.Should().ThrowAsync<SpecificationException>().WithMessage("*In a node's log:*on purpose*");
    }

    private static async Task FailsAsync(Func<Task> run, string name)
    {
        var message = (await run.Should().ThrowAsync<SpecificationException>()).Which.Message;
        TestContext.Out.WriteLine(message);
        message.Should().StartWith(name + ": ").And.NotContain("to be heard by another", "the nodes were there before the fault mattered");
    }

    private static SpecificationCase Find(ClusterSpecification specification, string name) => specification.Cases.Single(found => found.Name == name);

    private static TestCaseData Fault(string name, Func<ClusterMessage, IEnumerable<ClusterMessage>> distort) => new TestCaseData(name, distort).SetArgDisplayNames(name);

    private static Func<ClusterMessage, IEnumerable<ClusterMessage>> Change(Func<ClusterMessage, ClusterMessage> change) => message => [change(message)];

    private static Func<ClusterMessage, IEnumerable<ClusterMessage>> Drop(Func<ClusterMessage, bool> isLost) => message => isLost(message) ? [] : [message];

    private static Func<ClusterMessage, IEnumerable<ClusterMessage>> Lose(ClusterMessageType type) => Drop(message => message.Type == type);

    private static Func<ClusterMessage, IEnumerable<ClusterMessage>> Twice(ClusterMessageType type) => message => message.Type == type ? [message, message] : [message];

    private static Func<ClusterMessage, IEnumerable<ClusterMessage>> InTheParentToo() => message =>
        message.Namespace == "/news/sport" ? [message, message with { Namespace = "/news" }] : [message];

    private static Func<ClusterMessage, IEnumerable<ClusterMessage>> LargeOnesLast() => Late(message => message.Packet?.Json.Length > 8000);

    private static Func<ClusterMessage, IEnumerable<ClusterMessage>> BinaryLast() => Late(message => message.HasBinary);

    /// <summary>Some messages change places with the one after them.</summary>
    private static Func<ClusterMessage, IEnumerable<ClusterMessage>> Late(Func<ClusterMessage, bool> isLate)
    {
        ClusterMessage? late = null;
        return message =>
        {
            if (isLate(message))
            {
                late = message;
                return [];
            }

            return Interlocked.Exchange(ref late, null) is { } held ? [message, held] : [message];
        };
    }

    private static Func<ClusterMessage, IEnumerable<ClusterMessage>> Describe(Action<JsonNode> change) => Change(message =>
    {
        if (message.Sockets.IsEmpty)
        {
            return message;
        }

        var sockets = JsonNode.Parse(message.Sockets.Span)!;
        foreach (var socket in sockets.AsArray())
        {
            change(socket!);
        }

        return message with { Sockets = JsonSerializer.SerializeToUtf8Bytes(sockets) };
    });

    private static string Text(ClusterMessage message) => message.Packet is null ? "nothing at all" : System.Text.Encoding.UTF8.GetString(message.Packet.Json.Span);

    private sealed class FaultySpecification(Func<Namespace, ClusterBus, Adapter> create) : ClusterSpecification
    {
        private readonly ConcurrentDictionary<string, ClusterBus> _buses = new();

        public Func<ClusterMessage, IEnumerable<ClusterMessage>> DistortsEmitted { get; init; } = message => [message];

        protected override Func<string, IClusterPublisher> PublisherFactory => cluster => new BusPublisher(BusOf(cluster)) { Distort = DistortsEmitted };

        protected override TimeSpan Patience => TimeSpan.FromSeconds(4);

        protected override void ConfigureNode(SocketIoBuilder node, string cluster) =>
            node.Services.Configure<SocketIoOptions>(options => options.AdapterFactory = @namespace => create(@namespace, BusOf(cluster)));

        private ClusterBus BusOf(string cluster) => _buses.GetOrAdd(cluster, _ => new ClusterBus());
    }

    private sealed class ThrowingAdapter(Namespace @namespace) : Adapter(@namespace)
    {
        public override Task<int> ServerCountAsync() => Task.FromResult(2);

        public override Task BroadcastAsync(BroadcastTarget target, OutgoingPacket packet) => throw new InvalidOperationException("on purpose");
    }
}
