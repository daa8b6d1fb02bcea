using System.Text.RegularExpressions;

namespace SocketIoSharp.Server.Tests.Namespaces;

internal sealed class ConnectionHandlerRemovalTests : ServerFixture
{
    private readonly List<string> _steps = [];

    [SetUp]
    public void Forget() => _steps.Clear();

    [TestCase("/")]
    [TestCase("/admin")]
    public async Task OffConnection_OneHandler_TheOthersRun(string name)
    {
        Action<Socket> first = _ => _steps.Add("first");
        Func<Socket, Task> second = _ =>
        {
            _steps.Add("second");
            return Task.CompletedTask;
        };
        await StartAsync(prepare: server =>
        {
            server.Of(name).OnConnection(first);
            server.Of(name).OnConnection(second);
            server.Of(name).OnConnection(_ => _steps.Add("third"));
            server.Of(name).OnConnection(first);
            server.Of(name).OffConnection(first);
            server.Of(name).OffConnection(second);
            server.Of(name).OffConnection(second);
        });

        var (client, _) = await ConnectAsync(name);
        await client.SynchroniseAsync();

        _steps.Should().Equal("first", "third");
    }

    [Test]
    public async Task OffConnection_All_NoneRuns()
    {
        await StartAsync(prepare: server =>
        {
            server.OnConnection(_ => _steps.Add("first"));
            server.OffConnection();
            server.OnConnection(_ => _steps.Add("second"));
        });

        var (client, _) = await ConnectAsync();
        await client.SynchroniseAsync();

        _steps.Should().Equal("second");
    }

    [Test]
    public async Task OffConnection_HandlerRemovesItself_RunsForOneClient()
    {
        Action<Socket> handler = null!;
        handler = socket =>
        {
            _steps.Add(socket.Id);
            Server.OffConnection(handler);
        };
        await StartAsync(prepare: server => server.OnConnection(handler));

        var (_, first) = await ConnectAsync();
        var (client, _) = await ConnectAsync();
        await client.SynchroniseAsync();

        _steps.Should().Equal(first.Id);
    }

    [Test]
    public async Task OffConnection_Parent_CountsForChildrenToCome()
    {
        Action<Socket> handler = socket => _steps.Add(socket.Namespace.Name);
        ParentNamespace? parent = null;
        await StartAsync(prepare: server =>
        {
            parent = server.Of(new Regex("^/d[0-9]$"));
            parent.OnConnection(handler);
        });
        await ConnectAsync("/d1");

        parent!.OffConnection(handler);
        await ConnectAsync("/d2");
        var (client, _) = await ConnectAsync("/d1");
        await client.SynchroniseAsync();

        _steps.Should().Equal("/d1", "/d1");
    }

    [Test]
    public async Task OffConnection_Null_Throws()
    {
        await StartAsync();

        Server.Invoking(server => server.OffConnection(null!)).Should().Throw<ArgumentNullException>();
        Server.Of((_, _) => false).Invoking(parent => parent.OffConnection(null!)).Should().Throw<ArgumentNullException>();
    }
}
