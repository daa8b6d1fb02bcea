using SocketIoSharp.Benchmarks.Dialects;
using SocketIoSharp.Benchmarks.Load;
using SocketIoSharp.Benchmarks.Reporting;

namespace SocketIoSharp.Benchmarks.Scenarios;

/// <summary>Clients on long-polling with one message in flight each: a POST, and a poll that brings the answer.</summary>
internal sealed class PollingEcho(ScenarioInfo info, string servers, int connections) : Scenario
{
    public override ScenarioInfo Info => info;

    public override string Servers => servers;

    public override Measurement Run(ScenarioRun run)
    {
        var ready = 0;
        var posts = new Dictionary<PollingClient, byte[]>(connections);
        void OnReady(PollingClient client)
        {
            posts[client] = client.Prepare(SocketIoDialect.EventText("echo", Payloads.SmallText));
            ready++;
        }

        void OnReceived(PollingClient client)
        {
            run.Operations++;
            run.Latencies.Record(run.Loop.Now - client.SentAt);
            client.PostTimed(posts[client]);
        }

        var clients = Enumerable.Range(0, connections).Select(_ => new PollingClient(run.Loop, run.Server.Port, OnReady, OnReceived)).ToArray();
        run.Wait(() => ready == connections);
        foreach (var client in clients)
        {
            client.PostTimed(posts[client]);
        }

        var measured = run.Measure(info.Name);
        foreach (var client in clients)
        {
            client.Close();
        }

        return measured;
    }
}
