using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.NodeClients;

[TestFixture(Transports.Polling)]
[TestFixture(Transports.WebSocket)]
[TestFixture(Transports.Upgrade)]
internal sealed partial class DynamicNamespaceTests(string transport) : NodeClientFixture(transport)
{
    [Test]
    public async Task Client_AsksForNamespacesThatAreMadeForIt_IsConnectedOrRefused()
    {
        var created = new ConcurrentQueue<string>();
        ParentNamespace? byPattern = null;
        await using var server = await InteropServer.StartAsync(
            io =>
            {
                io.OnNewNamespace(@namespace => created.Enqueue(@namespace.Name));
                byPattern = io.Of(DynamicName());
                byPattern.Use(RefuseOne);
                byPattern.OnConnection(AnswerWhere);
                io.Of(AcceptTenantAsync).OnConnection(AnswerWhere);
            },
            options => options.CleanupEmptyChildNamespaces = true);
        await using var client = Play("dynamic-namespaces", server);

        await client.HearAsync("crowded");
        created.Where(name => name == "/dynamic-50").Should().ContainSingle();
        byPattern!.Children.Select(child => child.Name).Should().BeEquivalentTo("/dynamic-101", "/dynamic-50");
        server.Io.Of("/dynamic-50").SocketCount.Should().Be(50);
        await byPattern.EmitAsync("to all children", 50);

        await client.HearAsync("left");
        await Patience.UntilAsync(() => byPattern.Children.Count == 1, "the empty namespace to be removed");
        await client.TellAsync("gone");

        await client.HearAsync("returned");
        created.Should().BeEquivalentTo("/dynamic-101", "/tenant", "/dynamic-666", "/dynamic-50", "/dynamic-101");
        await client.TellAsync("leave");
        await client.FinishAsync();
    }

    private static async ValueTask<bool> AcceptTenantAsync(string name, System.Text.Json.JsonElement auth)
    {
        await Task.Yield();
        return auth.TryGetProperty("key", out var key) && key.GetString() == "sesame";
    }

    private static Task RefuseOne(ConnectContext context, Func<Task> next)
    {
        if (context.Socket.Namespace.Name != "/dynamic-666")
        {
            return next();
        }

        context.Reject("not this one", new { name = context.Socket.Namespace.Name });
        return Task.CompletedTask;
    }

    private static void AnswerWhere(Socket socket) => socket.On("where", () => socket.Namespace.Name);

    [GeneratedRegex("^/dynamic-[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex DynamicName();
}
