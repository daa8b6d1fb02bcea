using System.Text.RegularExpressions;

namespace SocketIoSharp.Server.Tests.Namespaces;

/// <summary>What a parent hands on to its children.</summary>
internal sealed class ParentNamespaceTests : ServerFixture
{
    private ParentNamespace _parent = null!;

    [Test]
    public async Task Name_OfEachParent_IsItsNumber()
    {
        await StartParentAsync();

        _parent.Name.Should().Be("/_0");
        _parent.Server.Should().BeSameAs(Server);
        Server.Of((_, _) => false).Name.Should().Be("/_1");
    }

    [Test]
    public async Task Child_NewOne_HasTheMiddlewaresAndHandlersOfThatMoment()
    {
        var steps = new List<string>();
        await StartParentAsync();
        _parent.Use((_, next) => Step("first", next));
        _parent.OnConnection(socket => steps.Add("connected " + socket.Namespace.Name));
        var client = await OpenAsync();
        await client.ConnectAsync("/d1");

        _parent.Use((_, next) => Step("second", next));
        _parent.OnConnection(_ => Step("connected late", () => Task.CompletedTask));
        await client.ConnectAsync("/d2");
        await (await OpenAsync()).ConnectAsync("/d1");

        await Patience.UntilAsync(() => steps.Count == 8);
        steps.Should().Equal("first", "connected /d1", "first", "second", "connected /d2", "connected late", "first", "connected /d1");

        Task Step(string step, Func<Task> next)
        {
            steps.Add(step);
            return next();
        }
    }

    [Test]
    public async Task Child_UsedByItself_LeavesTheOthersAlone()
    {
        await StartParentAsync();
        var client = await OpenAsync();
        await client.ConnectAsync("/d1");

        Server.Of("/d1").Use((context, _) =>
        {
            context.Reject("full");
            return Task.CompletedTask;
        });

        var other = await OpenAsync();
        await other.RequestAsync("/d1");
        await other.ExpectAsync("""4/d1,{"message":"full"}""");
        await other.ConnectAsync("/d2");
    }

    [Test]
    public async Task EmitAsync_Parent_ReachesEveryChildAndNobodyElse()
    {
        await StartParentAsync();
        var (main, mainSocket) = await ConnectAsync();
        var (first, _) = await ConnectAsync("/d1");
        var (second, _) = await ConnectAsync("/d2");

        await _parent.EmitAsync("e", 1, new byte[] { 7 });

        await first.ExpectAsync("""51-/d1,["e",1,{"_placeholder":true,"num":0}]""", "bBw==");
        await second.ExpectAsync("""51-/d2,["e",1,{"_placeholder":true,"num":0}]""", "bBw==");
        await ExpectNothingAsync(main, mainSocket);
    }

    [Test]
    public async Task EmitAsync_RoomsAndExceptionsOfAParent_CountInEveryChild()
    {
        await StartParentAsync();
        var (first, firstSocket) = await ConnectAsync("/d1");
        var (second, secondSocket) = await ConnectAsync("/d2");
        var (third, thirdSocket) = await ConnectAsync("/d2");
        await firstSocket.JoinAsync("room");
        await secondSocket.JoinAsync("room");
        await thirdSocket.JoinAsync("room", "quiet");

        await _parent.To("room").Except("quiet").EmitAsync("one");
        await _parent.Local.In("quiet").EmitAsync("two");
        await _parent.Except("room").EmitAsync("three");

        await first.ExpectAsync("""2/d1,["one"]""");
        await second.ExpectAsync("""2/d2,["one"]""");
        await third.ExpectAsync("""2/d2,["two"]""");
        await ExpectNothingAsync(first, firstSocket);
        await ExpectNothingAsync(second, secondSocket);
        await ExpectNothingAsync(third, thirdSocket);
    }

    [Test]
    public async Task EmitAsync_NoChildren_DoesNothing()
    {
        await StartParentAsync();

        await _parent.EmitAsync("e").Soon();
        _parent.Children.Should().BeEmpty();
    }

    [Test]
    public async Task EmitWithAck_Parent_SaysWhatToDoInstead()
    {
        await StartParentAsync();

        _parent.Invoking(parent => parent.EmitWithAck("e")).Should().Throw<NotSupportedException>()
            .WithMessage("emitWithAck() is not supported on parent namespaces. Call it on each of the Children.");
        _parent.Invoking(parent => parent.To("room").EmitWithAck("e", 1)).Should().Throw<NotSupportedException>();
    }

    [Test]
    public async Task SocketOperations_Parent_SayWhatToDoInstead()
    {
        await StartParentAsync();

        ((Action)(() => _ = _parent.FetchSocketsAsync())).Should().Throw<NotSupportedException>()
            .WithMessage("fetchSockets() is not supported on parent namespaces. Call it on each of the Children.");
        ((Action)(() => _ = _parent.SocketsJoinAsync("room"))).Should().Throw<NotSupportedException>().WithMessage("socketsJoin() is not supported*");
        ((Action)(() => _ = _parent.SocketsLeaveAsync("room"))).Should().Throw<NotSupportedException>().WithMessage("socketsLeave() is not supported*");
        ((Action)(() => _ = _parent.DisconnectSocketsAsync())).Should().Throw<NotSupportedException>().WithMessage("disconnectSockets() is not supported*");
    }

    [Test]
    public async Task UseAndOnConnection_Null_Throw()
    {
        await StartParentAsync();

        _parent.Invoking(parent => parent.Use(null!)).Should().Throw<ArgumentNullException>();
        _parent.Invoking(parent => parent.OnConnection((Action<Socket>)null!)).Should().Throw<ArgumentNullException>();
        _parent.Invoking(parent => parent.OnConnection((Func<Socket, Task>)null!)).Should().Throw<ArgumentNullException>();
    }

    private Task StartParentAsync() => StartAsync(prepare: server => _parent = server.Of(new Regex("^/d[0-9]$")));
}
