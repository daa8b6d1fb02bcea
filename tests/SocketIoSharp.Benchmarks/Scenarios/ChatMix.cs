using System.Diagnostics;
using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>500 clients in rooms of ten; each says once a second that it types, and then something that is acknowledged.</summary>
internal sealed class ChatMix(ScenarioInfo info, string servers) : Scenario
{
    private const int Connections = 500;
    private const int Members = 10;

    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override Measurement Run(ScenarioRun run)
    {
        using var clients = Clients.Connect(run, Connections);
        Join(run, clients);
        var messages = Enumerable.Range(0, Connections / Members).Select(room =>
            (byte[])[.. run.Dialect.Event("typing", RoomOf(room)), .. run.Dialect.EventWithAck("message", $"{RoomOf(room)},{Payloads.SmallText}")]).ToArray();
        var received = 0L;
        clients.Replied = (_, count) => received += count;
        var start = Stopwatch.GetTimestamp();
        var sent = 0L;
        return run.Measure(info.Name, () =>
        {
            while (sent < Stopwatch.GetElapsedTime(start).TotalSeconds * Connections)
            {
                // Not one room after the other: people of all rooms talk at once.
                var client = (int)(sent * Members % Connections + (sent * Members / Connections % Members));
                clients[client].Send(messages[client / Members]);
                sent++;
                run.Operations++;
            }
        });
    }

    private static string RoomOf(int room) => $"\"room-{room}\"";

    private static void Join(ScenarioRun run, Clients clients)
    {
        var joined = 0;
        clients.Replied = (_, count) => joined += count;
        for (var i = 0; i < Connections; i++)
        {
            clients[i].Send(run.Dialect.EventWithAck("join", RoomOf(i / Members)));
        }

        run.Wait(() => joined == Connections);
    }
}
