using SocketIoSharp.Benchmarks.Dialects;
using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>What is measured, in the order in which it is played.</summary>
internal sealed class AllScenarios
{
    private const int Connections = 100;

    // Enough that no server waits for the timer by which it ends pending polls.
    private const int Upgrading = 500;
    private const string All = "socketiosharp socketio-node socketio-bun signalr kestrel-websocket raw-socket";
    private const string WithRooms = "socketiosharp socketio-node socketio-bun signalr";
    private const string WebSockets = WithRooms + " kestrel-websocket";
    private const string SocketIo = "socketiosharp socketio-node socketio-bun";

    // Where the echo is not played: less than any server can do.
    private const double SlowestUnknown = 10_000;

    private readonly Dictionary<string, double> _echoCapacities = [];

    /// <summary>Message scenarios, which share one process of a server.</summary>
    public IReadOnlyList<Scenario> Messages =>
    [
        new ClosedLoop(new("echo-8", "Echo, 8 messages in flight on each of 100 connections", "message", "cpu"), All, Connections, 8, Echo),
        new ClosedLoop(new("echo-1", "Echo, 1 message in flight on each of 100 connections", "message", "cpu"), All, Connections, 1, Echo),
        new ClosedLoop(new("ack-8", "Acknowledgements, 8 in flight on each of 100 connections", "message", "cpu"), WithRooms, Connections, 8, Ack),
        new ClosedLoop(new("ack", "Acknowledgements, 1 in flight on each of 100 connections", "message", "cpu"), WithRooms, Connections, 1, Ack),
        new OpenLoop(new("open-loop", "Echo at half of what the slowest server can do, 100 connections", "message", "latency"), WebSockets, Connections, () => SlowestCapacity / 2),
        new Broadcast(new("broadcast-100", "Broadcast to 100", "delivery", "cpu"), All, 100),
        new Broadcast(new("broadcast-1000", "Broadcast to 1,000", "delivery", "cpu"), All, 1000),
        new Broadcast(new("broadcast-5000", "Broadcast to 5,000", "delivery", "cpu"), All, 5000),
        new ManyRooms(new("rooms", "1,000 rooms of 10, messages spread over them", "delivery", "cpu"), WithRooms),
        new ChatMix(new("chat", "Chat of 500 clients in rooms of 10: typing, messages, acknowledgements", "message", "cpu"), WithRooms),
        new PollingEcho(new("polling-echo", "Echo over long-polling, 1 message in flight on each of 100 clients", "message", "cpu"), SocketIo, Connections),
        new ClosedLoop(new("json-64k", "Echo of 64 KiB of JSON, parsed and serialised, 10 connections", "message", "cpu"), WithRooms, 10, 1, EchoJson, 64 * 1024),
        new ClosedLoop(
            new("binary-1m", "Echo of 1 MiB binary, 10 connections", "message", "bytes"), SocketIo + " kestrel-websocket", 10, 1, EchoBinary, 1024 * 1024),
        new Storm(new("connect-websocket", "Connections, WebSocket only", "connection", "rate"), WebSockets, Connections, (run, done) => _ = new ConnectingClient(run, done)),
        new Storm(new("connect-upgrade", "Connections, polling and then the upgrade", "connection", "rate"), SocketIo, Upgrading, (run, done) => _ = new UpgradingClient(run, done)),
    ];

    /// <summary>What needs a server that has done nothing else.</summary>
    public static IReadOnlyList<Scenario> Fresh { get; } =
    [
        new IdleMemory(new("idle-memory", "Memory of idle WebSocket connections", "connection", "memory"), WebSockets),
    ];

    /// <summary>What needs a server that is warm, but whose memory others have not grown, nor have others to live with what this leaves.</summary>
    public static IReadOnlyList<Scenario> Idle { get; } =
    [
        new IdleHeartbeats(new("idle-cpu", "Idle WebSocket connections with default heartbeats", "connection", "idle"), "socketiosharp"),
    ];

    /// <summary>What a server is given two cores for.</summary>
    public static IReadOnlyList<Scenario> TwoCores =>
    [
        new ClosedLoop(
            new("echo-8-two-cores", "Echo, 8 in flight on 100 connections, two cores", "message", "cpu"), "socketiosharp signalr kestrel-websocket", Connections, 8, Echo),
    ];

    private double SlowestCapacity => _echoCapacities.Count == 0 ? SlowestUnknown : _echoCapacities.Values.Min();

    /// <summary>Learns what each server can do from the first echo that it plays, and from no other: the load that follows is one for all rounds.</summary>
    public void Learn(Measurement measured)
    {
        if (measured.Scenario == "echo-1")
        {
            _echoCapacities.TryAdd(measured.Server, measured.Operations / measured.Seconds);
        }
    }

    private static byte[] Echo(Dialect dialect) => dialect.Event("echo", Payloads.SmallText);

    private static byte[] Ack(Dialect dialect) => dialect.EventWithAck("ack", Payloads.SmallText);

    private static byte[] EchoJson(Dialect dialect) => dialect.Event("echo-json", Payloads.LargeJson);

    private static byte[] EchoBinary(Dialect dialect) => dialect.BinaryEvent("echo-bytes", Payloads.LargeBinary);
}
