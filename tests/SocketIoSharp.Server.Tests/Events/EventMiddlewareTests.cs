namespace SocketIoSharp.Server.Tests.Events;

/// <summary>What a client's events go through before their handlers.</summary>
internal sealed class EventMiddlewareTests : EventFixture
{
    private readonly List<Exception> _errors = [];

    [SetUp]
    public void Forget() => _errors.Clear();

    [Test]
    public async Task Use_Several_RunInOrderAndTheHandlerAfterAllHaveEnded()
    {
        var steps = new List<string>();
        var client = await ServeAsync(socket =>
        {
            socket.Use(async (incoming, next) =>
            {
                await Task.Yield();
                steps.Add("first " + incoming.EventName);
                await next();
                steps.Add("first again");
            });
            socket.Use((incoming, next) =>
            {
                steps.Add("second " + incoming.Args.Get<int>(0));
                incoming.Socket.Should().BeSameAs(socket);
                return next();
            });
            socket.On("e", (int _) => steps.Add("handler"));
        });

        await client.AskAsync("""["e",7]""");

        steps.Should().Equal("first e", "second 7", "first again", "handler");
    }

    [Test]
    public async Task Use_Slow_KeepsTheOrderOfTheEvents()
    {
        var seen = new List<int>();
        var client = await ServeAsync(socket =>
        {
            socket.Use(async (incoming, next) =>
            {
                if (incoming.Args.Get<int>(0) % 3 == 0)
                {
                    await Task.Delay(1);
                }

                await next();
            });
            socket.On("a", (int number) => { seen.Add(number); });
            socket.On("b", async (int number) =>
            {
                await Task.Yield();
                seen.Add(number);
            });
        });

        await client.SendAsync([.. Enumerable.Range(0, 40).Select(i => $"""2["{(i % 2 == 0 ? "a" : "b")}",{i}]""")]);
        await client.AskAsync("""["a",40]""");

        seen.Should().Equal(Enumerable.Range(0, 41));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Reject_Event_IsDroppedAndOnlyAClientThatAskedIsTold(bool isAfterNext)
    {
        var client = await ServeAsync(socket =>
        {
            socket.Use(async (incoming, next) =>
            {
                if (isAfterNext)
                {
                    await next();
                }

                if (incoming.EventName == "bad")
                {
                    incoming.Reject("not allowed");
                }

                await next();
            });
            socket.OnError(_errors.Add);
            socket.On("bad", () => throw new InvalidOperationException("must not run"));
            socket.On("good", () => "done");
        });

        await client.SendAsync("""2["bad"]""");
        (await client.AskAsync("""["bad"]""")).Should().Be("""[{"error":"not allowed"}]""");
        (await client.AskAsync("""["good"]""")).Should().Be("""["done"]""");

        _errors.Should().HaveCount(2).And.AllBeOfType<EventException>().Which.Should().OnlyContain(error => error.Message == "not allowed");
    }

    [Test]
    public async Task Reject_LaterMiddlewares_DoNotRun()
    {
        var hasRun = false;
        var client = await ServeAsync(socket =>
        {
            socket.Use((incoming, next) =>
            {
                incoming.Reject("no");
                return next();
            });
            socket.Use((_, next) =>
            {
                hasRun = true;
                return next();
            });
        });

        (await client.AskAsync("""["e"]""")).Should().Be("""[{"error":"no"}]""");
        hasRun.Should().BeFalse();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Use_ThrowsEventException_IsARejection(bool isLate)
    {
        var client = await ServeAsync(socket =>
        {
            socket.Use(async (_, _) =>
            {
                if (isLate)
                {
                    await Task.Yield();
                }

                throw new EventException("not you");
            });
            socket.OnError(error =>
            {
                _errors.Add(error);
                return Task.CompletedTask;
            });
        });

        (await client.AskAsync("""["e"]""")).Should().Be("""[{"error":"not you"}]""");
        await Patience.UntilAsync(() => _errors.Count == 1);
        _errors[0].Should().BeOfType<EventException>();
    }

    [Test]
    public async Task Use_ThrowsSomethingElse_IsLoggedAndTheClientLearnsNothingOfIt()
    {
        await ListenAsync(socket =>
        {
            socket.Use((_, _) => throw new InvalidOperationException("secret"));
            socket.OnError(_errors.Add);
        });
        Host.Log.Expect("EventMiddlewareFailed");
        var (client, _) = await ConnectAsync();

        (await client.AskAsync("""["e"]""")).Should().Be("""[{"error":"internal error"}]""");

        await Patience.UntilAsync(() => _errors.Count == 1);
        _errors[0].Message.Should().Be("secret");
    }

    [Test]
    public async Task Use_NeitherPassesNorRejects_EventIsDropped()
    {
        var client = await ServeAsync(socket =>
        {
            socket.Use((incoming, next) => incoming.EventName == "e" ? Task.CompletedTask : next());
            socket.OnError(_errors.Add);
            socket.On("e", () => throw new InvalidOperationException("must not run"));
            socket.On("end", () => true);
        });

        await client.SendAsync("""2["e"]""");
        (await client.AskAsync("""["e"]""")).Should().Be("""[{"error":"the event was refused"}]""");
        await client.AskAsync("""["end"]""");

        _errors.Should().BeEmpty();
    }

    [Test]
    public async Task Use_AnswersItself_ClientGetsThatAnswer()
    {
        var later = new TaskCompletionSource<Ack>();
        var (client, socket) = await StartOneAsync(socket =>
        {
            socket.Use(async (incoming, next) =>
            {
                switch (incoming.EventName)
                {
                    case "cached":
                        await incoming.Ack.SendAsync("from the cache");
                        break;
                    case "later":
                        later.SetResult(incoming.Ack);
                        break;
                    default:
                        await next();
                        break;
                }
            });
            socket.On("cached", () => "from the handler");
        });

        (await client.AskAsync("""["cached"]""")).Should().Be("""["from the cache"]""");
        await client.SendAsync("""291["later"]""");
        var ack = await later.Task.Soon();
        await ExpectNothingAsync(client, socket);
        await ack.SendAsync(1);
        await client.ExpectAsync("391[1]");
    }

    [Test]
    public async Task Use_ChangesNameAndArguments_TheOtherHandlerGetsThem()
    {
        var client = await ServeAsync(socket =>
        {
            socket.Use((incoming, next) =>
            {
                switch (incoming.EventName)
                {
                    case "old":
                        incoming.EventName = "new";
                        break;
                    case "cut":
                        incoming.EventName = "new";
                        incoming.Args = incoming.Args.Skip(1);
                        break;
                    case "made":
                        incoming.EventName = "new";
                        incoming.ReplaceArgs("m", new byte[] { 1, 2, 3 });
                        break;
                    case "":
                        incoming.EventName = "new";
                        incoming.ReplaceArgs("n", Array.Empty<byte>());
                        break;
                }

                return next();
            });
            socket.On("new", (string text, byte[]? data) => text + data?.Length);
        });

        (await client.AskAsync("""["old","a"]""")).Should().Be("""["a"]""");
        (await client.AskAsync("""["cut",0,"b"]""")).Should().Be("""["b"]""");
        (await client.AskAsync("""["made"]""")).Should().Be("""["m3"]""");
        (await client.AskAsync(string.Empty)).Should().Be("""["n0"]""");
        await client.SendBinaryAsync("""51-7["cut",0,"c",{"_placeholder":true,"num":0}]""", [9, 9]);
        await client.ExpectAsync("""37["c2"]""");
    }

    [Test]
    public async Task Use_HandlerWithoutResult_AnswersEmptyAfterTheLast()
    {
        var client = await ServeAsync(socket =>
        {
            socket.Use((_, next) => next());
            socket.On("e", () => { });
            socket.On("e", async () => await Task.Yield());
            socket.On("fails", () => throw new EventException("no"));
            socket.On("fails", (int _) => 1);
        });

        (await client.AskAsync("""["e"]""")).Should().Be("[]");
        (await client.AskAsync("""["fails",1]""")).Should().Be("""[{"error":"no"}]""");
    }

    [Test]
    public async Task Use_ServerDisconnectsTheSocketMeanwhile_HandlerDoesNotRun()
    {
        var hasRun = false;
        var gone = new TaskCompletionSource();
        var (client, _) = await StartOneAsync(socket =>
        {
            socket.Use(async (incoming, next) =>
            {
                await incoming.Socket.DisconnectAsync();
                await next();
            });
            socket.On("e", () => { hasRun = true; });
            socket.OnDisconnect(_ => gone.SetResult());
        });

        await client.SendAsync("""2["e"]""");

        await gone.Task.Soon();
        hasRun.Should().BeFalse();
        await client.ExpectAsync("1");
    }

    [Test]
    public async Task Use_ClientLeavesMeanwhile_ItsEventIsStillHandledBeforeOnDisconnect()
    {
        var release = new TaskCompletionSource();
        var steps = new List<string>();
        var gone = new TaskCompletionSource();
        var (client, socket) = await StartOneAsync(socket =>
        {
            socket.Use(async (_, next) =>
            {
                await release.Task;
                await next();
            });
            socket.On("e", () => { steps.Add("e"); });
            socket.OnDisconnect(_ =>
            {
                steps.Add("disconnect");
                gone.SetResult();
            });
        });

        await client.SendAsync("""2["e"]""", "1");
        await Patience.UntilAsync(() => !socket.Connected);
        release.SetResult();

        await gone.Task.Soon();
        steps.Should().Equal("e", "disconnect");
    }

    [Test]
    public async Task Use_Null_Throws()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        socket.Invoking(s => s.Use(null!)).Should().Throw<ArgumentNullException>();
    }

    private async Task<(SocketWire Client, Socket Socket)> StartOneAsync(Action<Socket> register)
    {
        await ListenAsync(register);
        return await ConnectAsync();
    }
}
