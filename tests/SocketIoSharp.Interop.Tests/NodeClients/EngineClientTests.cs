using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

/// <summary>engine.io-client 6.6 against servers of that layer alone, which stand beside a Socket.IO server.</summary>
[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed class EngineClientTests(string transport) : NodeClientFixture(transport)
{
    [TestCase("/engine.io", "client", "transport close")]
    [TestCase("/engine.io", "server", "forced close")]
    [TestCase("/other", "server", "forced close")]
    public async Task Session_TextBinaryHeartbeatAndClose_AreUnderstood(string path, string closes, string expected)
    {
        var closed = new TaskCompletionSource<string>();
        await using var server = await InteropServer.StartAsync(
            build: builder => builder.Services.AddEngineIo(options =>
            {
                options.PingInterval = TimeSpan.FromMilliseconds(200);
                options.InitialPacket = "welcome";
            }),
            map: app =>
            {
                app.MapEngineIo(session => Echo(session, closed));
                app.MapEngineIo("/other", session => Echo(session, closed));
            });
        await using var client = Scenario.Start("engine", Transport, server.Url, new { path, closes });

        (await client.HearAsync<Used>("transport")).Name.Should().Be(FinalTransport);
        await client.HearAsync("closed");
        (await closed.Task.WithPatience()).Should().Be(expected);
        await client.FinishAsync();
        server.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task Session_PerMessageDeflate_IsUnderstood([Values] bool forgets)
    {
        var closed = new TaskCompletionSource<string>();
        await using var server = await InteropServer.StartAsync(
            build: builder => builder.Services.AddEngineIo(options =>
            {
                options.PingInterval = TimeSpan.FromMilliseconds(200);
                options.InitialPacket = "welcome";
                options.PerMessageDeflate = new EngineIoPerMessageDeflate { ServerNoContextTakeover = forgets, ClientNoContextTakeover = forgets };
            }),
            map: app => app.MapEngineIo(session => Echo(session, closed)));
        await using var client = Scenario.Start("engine", Transport, server.Url, new { path = "/engine.io", closes = "client" });

        (await client.HearAsync<Used>("transport")).Extensions.Should().Be(FinalTransport == Transports.WebSocket ? "permessage-deflate" : string.Empty);
        await client.HearAsync("closed");
        await client.FinishAsync();
    }

    private static void Echo(EngineSession session, TaskCompletionSource<string> closed)
    {
        session.Closed += (reason, _) => closed.TrySetResult(reason);
        session.MessageReceived += message =>
        {
            if (message.ToString() == "close")
            {
                session.Close();
                return Task.CompletedTask;
            }

            return session.SendAsync(message);
        };
    }

    private sealed record Used(string Name, string Extensions);
}
