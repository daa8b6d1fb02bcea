using Npgsql;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.PostgreSql.Tests;

/// <summary>What a process without a server sends.</summary>
internal sealed class PublisherTests : ClusterFixture
{
    [Test]
    public async Task Emitter_EventsOfEveryKind_ReachBothNodesInOrder()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var (there, _) = await ConnectToOtherAsync();
        var emitter = new SocketIoEmitter(Own(new PostgreSqlPublisher(Source)));
        var large = new string('x', 9_000);

        await emitter.SocketsJoinAsync("a");
        _ = emitter.To("a").EmitAsync("binary", new byte[] { 7 });
        _ = emitter.EmitAsync("large", large);
        await emitter.Except("a").EmitAsync("nobody");
        await emitter.EmitAsync("small");
        await emitter.DisconnectSocketsAsync();

        foreach (var client in new[] { here, there })
        {
            await client.ExpectAsync("""51-["binary",{"_placeholder":true,"num":0}]""", "bBw==", $"2[\"large\",\"{large}\"]", """2["small"]""", "1");
        }
    }

    [Test]
    public async Task Emitter_OtherNamespaceAndServerSideEvent_ReachThem()
    {
        await StartBothAsync();
        var heard = new TaskCompletionSource<string>();
        Other.Of("/chat").OnServerSideEvent("hello", (args, _) => heard.TrySetResult(args.Get<string>(0)!));
        Server.Of("/chat");
        await NodesAsync(2, "/chat");
        var emitter = new SocketIoEmitter(Own(new PostgreSqlPublisher(Source)));

        await emitter.Of("chat").ServerSideEmitAsync("hello", "you");

        (await heard.Task.Soon()).Should().Be("you");
        (await Server.Of("/chat").Adapter.ServerCountAsync()).Should().Be(2);
    }

    [Test]
    public async Task Emitter_DatabaseWasAway_FailsMeanwhileAndThenGoesOn()
    {
        await StartBothAsync(options => options.MaxReconnectDelay = TimeSpan.FromMilliseconds(500));
        var (here, _) = await ConnectAsync();
        var emitter = new SocketIoEmitter(Own(new PostgreSqlPublisher(Source)));
        await emitter.EmitAsync("before");
        await Database.StopAsync();
        try
        {
            await ((Func<Task>)(() => emitter.EmitAsync("lost").Soon())).Should().ThrowAsync<NpgsqlException>();
        }
        finally
        {
            await Database.RestartAsync();
        }

        await Host.Log.WaitForAsync("BrokerRegained");
        await emitter.EmitAsync("after");

        await here.ExpectAsync("""2["before"]""", """2["after"]""");
    }

    [Test]
    public async Task Emitter_TableIsMissing_FailsForWhatNeedsItAndForNothingElse()
    {
        var publisher = Own(new PostgreSqlPublisher(Source));
        var emitter = new SocketIoEmitter(publisher);

        Task[] sending = [emitter.EmitAsync("small"), emitter.EmitAsync("binary", new byte[] { 1 }), emitter.EmitAsync("small")];

        await ((Func<Task>)(() => sending[1].Soon())).Should().ThrowAsync<PostgresException>().Where(exception => exception.SqlState == PostgresErrorCodes.UndefinedTable);
        await sending[0].Soon();
        await sending[2].Soon();
    }

    [Test]
    public async Task Emitter_IsDisposedOf_HasSentWhatWasGivenAndTakesNoMore()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        var publisher = new PostgreSqlPublisher(Source);
        var emitter = new SocketIoEmitter(publisher);
        _ = emitter.EmitAsync("last");

        await publisher.DisposeAsync();

        await here.ExpectAsync("""2["last"]""");
        await ((Func<Task>)(() => emitter.EmitAsync("late").Soon())).Should().ThrowAsync<InvalidOperationException>();
    }

    [Test]
    public async Task Publisher_NamespaceWithoutAChannel_Throws()
    {
        var publisher = Own(new PostgreSqlPublisher(Source));

        var publish = () => publisher.PublishAsync(new ClusterMessage { Type = ClusterMessageType.DisconnectSockets, Namespace = "/a\0b" });

        await publish.Should().ThrowAsync<ArgumentException>();
    }
}
