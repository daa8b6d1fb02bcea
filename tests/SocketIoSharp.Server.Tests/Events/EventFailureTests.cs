using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Server.Tests.Events;

/// <summary>Handlers that fail.</summary>
internal sealed class EventFailureTests : EventFixture
{
    [Test]
    public async Task Handler_ThrowsEventException_AnswersWithItsMessage([Values] bool later)
    {
        var client = await ServeAsync(socket =>
        {
            socket.On("e", async () =>
            {
                await YieldAsync(later);
                throw new EventException("the room is \"full\"", new InvalidOperationException("secret"));
            });
            socket.On("alive", () => true);
        });

        (await client.AskAsync("""["e"]""")).Should().Be("""[{"error":"the room is \"full\""}]""");

        (await Host.Log.WaitForAsync("EventRejected")).Level.Should().Be(LogLevel.Debug);
        (await client.AskAsync("""["alive"]""")).Should().Be("[true]");
    }

    [Test]
    public async Task Handler_ThrowsAnythingElse_AnswersInternalErrorAndLogsIt([Values] bool later)
    {
        var client = await ServeAsync(socket =>
        {
            socket.On("e", async (string _) =>
            {
                await YieldAsync(later);
                throw new InvalidOperationException("the password is 1234");
            });
            socket.On("alive", () => true);
        });
        Host.Log.Expect("HandlerFailed");

        (await client.AskAsync("""["e","x"]""")).Should().Be("""[{"error":"internal error"}]""");

        var entry = await Host.Log.WaitForAsync("HandlerFailed");
        entry.Exception!.Message.Should().Be("the password is 1234");
        entry.Message.Should().Contain("event e");
        (await client.AskAsync("""["alive"]""")).Should().Be("[true]");
    }

    [Test]
    public async Task Handler_ThrowsWithoutAQuestion_IsOnlyLogged()
    {
        var client = await ServeAsync(socket =>
        {
            socket.On("e", () => throw new InvalidOperationException("broken"));
            socket.On("alive", () => true);
        });
        Host.Log.Expect("HandlerFailed");

        await client.SendAsync("""2["e"]""");

        (await client.AskAsync("""["alive"]""")).Should().Be("[true]");
        await Host.Log.WaitForAsync("HandlerFailed");
    }

    [Test]
    public async Task Handler_ThrowsAfterItsAnswer_AnswersOnce()
    {
        var client = await ServeAsync(socket =>
        {
            socket.On("e", async (Ack ack) =>
            {
                await ack.SendAsync("fine");
                throw new InvalidOperationException("broken");
            });
            socket.On("alive", () => true);
        });
        Host.Log.Expect("HandlerFailed");

        (await client.AskAsync("""["e"]""")).Should().Be("""["fine"]""");
        (await client.AskAsync("""["alive"]""")).Should().Be("[true]");
    }

    [Test]
    public async Task Handler_ThrowsBeforeTheAnswerItTookOver_AnswersWithTheError()
    {
        var client = await ServeAsync(socket => socket.On("e", (Ack _) => throw new EventException("no")));

        (await client.AskAsync("""["e"]""")).Should().Be("""[{"error":"no"}]""");
    }

    [Test]
    public async Task Handler_ResultCannotBeSerialised_AnswersInternalErrorAndLogsIt()
    {
        var client = await ServeAsync(socket =>
        {
            socket.On("e", () => (Func<int>)(() => 1));
            socket.On("alive", () => true);
        });
        Host.Log.Expect("HandlerFailed");

        (await client.AskAsync("""["e"]""")).Should().Be("""[{"error":"internal error"}]""");
        (await client.AskAsync("""["alive"]""")).Should().Be("[true]");
    }

    [Test]
    public async Task Handler_FailsBehindABusyOne_EventsBehindItAreHandled()
    {
        var busy = new TaskCompletionSource();
        var client = await ServeAsync(socket =>
        {
            socket.On("busy", () => busy.Task);
            socket.On("e", () => throw new InvalidOperationException("broken"));
            socket.On("next", () => "done");
        });
        Host.Log.Expect("HandlerFailed");

        await client.SendAsync("""2["busy"]""", """21["e"]""", """22["next"]""");
        await client.SynchroniseAsync();
        busy.SetResult();

        await client.ExpectAsync("""31[{"error":"internal error"}]""", """32["done"]""");
    }

    [Test]
    public async Task Handler_StopsWithItsSocket_IsNoError()
    {
        var stopped = new TaskCompletionSource();
        var client = await ServeAsync(socket => socket.On("wait", async (CancellationToken token) =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                stopped.SetResult();
            }
        }));

        await client.SendAsync("""21["wait"]""");
        await client.SynchroniseAsync();
        await client.DisposeAsync();

        await stopped.Task.Soon();
    }

    [Test]
    public async Task Handler_WaitsForAnAnswerOfItsOwnSocketThatGoesAway_IsNoError()
    {
        var ended = new TaskCompletionSource();
        var client = await ServeAsync(socket =>
        {
            socket.On("e", () => socket.EmitWithAck("question").As<string>());
            socket.OnDisconnect(_ => ended.SetResult());
        });

        await client.SendAsync("""21["e"]""");
        await client.ExpectRequestAsync("""["question"]""");
        await client.DisposeAsync();

        await ended.Task.Soon();
    }

    [Test]
    public async Task Handler_CancelsForAnotherReason_IsAnError()
    {
        var client = await ServeAsync(socket => socket.On("e", () => throw new OperationCanceledException("a database's timeout")));
        Host.Log.Expect("HandlerFailed");

        (await client.AskAsync("""["e"]""")).Should().Be("""[{"error":"internal error"}]""");
    }

    [Test]
    public void EventException_EveryConstructor_KeepsItsMessageAndCause()
    {
        var cause = new InvalidOperationException("cause");

        new EventException().Message.Should().NotBeNullOrEmpty();
        new EventException("no").Message.Should().Be("no");
        new EventException("no", cause).InnerException.Should().BeSameAs(cause);
    }

    private static async Task YieldAsync(bool really)
    {
        if (really)
        {
            await Task.Yield();
        }
    }
}
