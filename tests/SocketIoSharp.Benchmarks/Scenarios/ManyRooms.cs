using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>1,000 rooms of ten members, and a hundred messages to rooms in flight.</summary>
internal sealed class ManyRooms(ScenarioInfo info, string servers) : Scenario
{
    private const int Connections = 1000;
    private const int Rooms = 1000;
    private const int RoomsOfEach = 10;
    private const int Members = 10;
    private const int InFlight = 100;

    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override TimeSpan Expect(Durations durations) => base.Expect(durations) + ToConnect(Connections);

    public override Measurement Run(ScenarioRun run)
    {
        using var clients = Clients.Connect(run, Connections);
        JoinAll(run, clients);
        var messages = Enumerable.Range(0, Rooms).Select(room => run.Dialect.Event("room", $"\"{Name(room)}\",{Payloads.SmallText}")).ToArray();
        var delivered = 0L;
        var sent = 0L;
        clients.Replied = (_, count) =>
        {
            run.Operations += count;
            delivered += count;
        };
        return run.Measure(info.Name, () =>
        {
            while (sent - (delivered / Members) < InFlight)
            {
                var sender = (int)(sent % Connections);
                var own = (int)(sent / Connections % RoomsOfEach);
                clients[sender].Send(messages[RoomOf(sender, own)]);
                sent++;
            }
        });
    }

    private static void JoinAll(ScenarioRun run, Clients clients)
    {
        var joined = 0;
        clients.Replied = (_, count) => joined += count;
        for (var i = 0; i < Connections; i++)
        {
            for (var own = 0; own < RoomsOfEach; own++)
            {
                clients[i].Send(run.Dialect.EventWithAck("join", $"\"{Name(RoomOf(i, own))}\""));
            }
        }

        run.Wait(() => joined == Connections * RoomsOfEach);
    }

    // A hundred rooms for each of a client's ten; within those, every tenth of the clients covers each room once, so every room has ten members.
    private static int RoomOf(int client, int own) => (own * 100) + (((client / Members) + (client % Members * own * 7)) % 100);

    private static string Name(int room) => $"room-{room}";
}
