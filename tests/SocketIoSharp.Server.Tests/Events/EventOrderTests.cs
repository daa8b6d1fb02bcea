using System.Collections.Concurrent;
using System.Diagnostics;

namespace SocketIoSharp.Server.Tests.Events;

/// <summary>In which order and how many at a time a socket's handlers run.</summary>
internal sealed class EventOrderTests : EventFixture
{
    [Test]
    public async Task Events_OfOneSocket_AreHandledOneAtATimeAndInOrder([Values(WireClient.WebSocket, WireClient.Polling)] string transport)
    {
        var running = 0;
        var handled = new ConcurrentQueue<int>();
        await ListenAsync(socket => socket.On("e", async (int number) =>
        {
            Interlocked.Increment(ref running).Should().Be(1);
            await Task.Yield();
            handled.Enqueue(number);
            Interlocked.Decrement(ref running);
        }));
        var (client, _) = await ConnectAsync(transport: transport);

        for (var i = 0; i < 1000; i += 10)
        {
            await client.SendAsync([.. Enumerable.Range(i, 10).Select(number => $"2[\"e\",{number}]")]);
        }

        await Patience.UntilAsync(() => handled.Count == 1000);
        handled.Should().Equal(Enumerable.Range(0, 1000));
    }

    [Test]
    public async Task Events_HandlersAtOnceAndLater_AreInOrderAllTheSame()
    {
        var handled = new ConcurrentQueue<int>();
        var client = await ServeAsync(socket =>
        {
            socket.On("now", (int number) => handled.Enqueue(number));
            socket.On("later", async (int number) =>
            {
                await Task.Yield();
                handled.Enqueue(number);
            });
        });

        await client.SendAsync([.. Enumerable.Range(0, 500).Select(i => $"2[\"{(i % 3 == 0 ? "later" : "now")}\",{i}]")]);

        await Patience.UntilAsync(() => handled.Count == 500);
        handled.Should().Equal(Enumerable.Range(0, 500));
    }

    [Test]
    public async Task Events_OfTwoSockets_DoNotWaitForEachOther()
    {
        var busy = new TaskCompletionSource();
        await ListenAsync(socket =>
        {
            socket.On("busy", () => busy.Task);
            socket.On("quick", () => "done");
        });
        var (first, _) = await ConnectAsync();
        var (second, _) = await ConnectAsync();

        await first.SendAsync("""2["busy"]""");

        (await second.AskAsync("""["quick"]""")).Should().Be("""["done"]""");
        busy.SetResult();
    }

    [Test]
    public async Task Events_OfOneConnectionInTwoNamespaces_DoNotWaitForEachOther()
    {
        var busy = new TaskCompletionSource();
        await StartAsync(prepare: server =>
        {
            server.OnConnection(socket => socket.On("busy", () => busy.Task));
            server.Of("/other").OnConnection(socket => socket.On("quick", () => "done"));
        });
        var (client, _) = await ConnectAsync();
        await client.ConnectAsync("/other");

        await client.SendAsync("""2["busy"]""");

        (await client.AskAsync("""["quick"]""", "/other")).Should().Be("""["done"]""");
        busy.SetResult();
    }

    [Test]
    public async Task MaxConcurrentEvents_Two_RunsTwoAndNotThree()
    {
        var gates = Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource()).ToArray();
        var started = new ConcurrentQueue<int>();
        var client = await ServeAsync(
            socket => socket.On("e", async (int number) =>
            {
                started.Enqueue(number);
                await gates[number].Task;
                return number;
            }),
            options => options.MaxConcurrentEvents = 2);

        await client.SendAsync("""20["e",0]""", """21["e",1]""", """22["e",2]""", """23["e",3]""");
        await client.SynchroniseAsync();
        started.Should().Equal(0, 1);
        gates[1].SetResult();
        await client.ExpectAsync("31[1]");
        await Patience.UntilAsync(() => started.Count == 3);
        started.Should().Equal(0, 1, 2);
        gates[2].SetResult();
        await client.ExpectAsync("32[2]");
        gates[0].SetResult();
        gates[3].SetResult();

        (await client.ReceiveAsync()).Should().BeOneOf("30[0]", "33[3]");
        (await client.ReceiveAsync()).Should().BeOneOf("30[0]", "33[3]");
    }

    [Test]
    public async Task MaxConcurrentEvents_Many_ConnectionHandlerIsStillBeforeTheEvents()
    {
        var release = new TaskCompletionSource();
        await StartAsync(
            options => options.MaxConcurrentEvents = 8,
            server => server.OnConnection(async socket =>
            {
                socket.On("e", () => release.Task.IsCompleted);
                await release.Task;
            }));
        var (client, _) = await ConnectAsync();

        await client.SendAsync("""21["e"]""");
        var answer = client.ReceiveAsync();
        await Task.WhenAny(answer, Task.Delay(100));
        release.SetResult();

        (await answer).Should().Be("31[true]");
    }

    [Test]
    public async Task MaxQueuedEvents_Reached_NothingMoreIsReadUntilThereIsRoom()
    {
        var busy = new TaskCompletionSource();
        var handled = new ConcurrentQueue<int>();
        var client = await ServeAsync(
            socket => socket.On("e", async (int number) =>
            {
                await busy.Task;
                handled.Enqueue(number);
            }),
            options => options.MaxQueuedEvents = 3);

        // One runs, two wait: there is room for more.
        await client.SendAsync("""2["e",0]""", """2["e",1]""", """2["e",2]""");
        await client.SynchroniseAsync();

        // The third that waits is the last that is read; the ping behind it stays unread.
        await client.SendAsync("""2["e",3]""");
        var synchronised = client.SynchroniseAsync();
        await Task.WhenAny(synchronised, Task.Delay(200));
        synchronised.IsCompleted.Should().BeFalse();
        busy.SetResult();

        await synchronised.Soon();
        await Patience.UntilAsync(() => handled.Count == 4);
        handled.Should().Equal(0, 1, 2, 3);
    }

    [Test]
    public async Task MaxQueuedEvents_ReachedOverPolling_ThePostWaitsForItsAnswer()
    {
        var busy = new TaskCompletionSource();
        await ListenAsync(socket => socket.On("e", () => busy.Task), options => options.MaxQueuedEvents = 2);
        var (client, _) = await ConnectAsync(transport: WireClient.Polling);
        await client.SendAsync("""2["e"]""", """2["e"]""");

        var post = client.SendAsync("""2["e"]""", """2["e"]""");
        await Task.WhenAny(post, Task.Delay(200));
        post.IsCompleted.Should().BeFalse();
        busy.SetResult();

        await post.Soon();
    }

    [Test]
    public async Task MaxQueuedEvents_ManyWait_AreHandledOneAfterTheOtherAndNotWithinEachOther()
    {
        const int Count = 300;
        var busy = new TaskCompletionSource();
        var depths = new ConcurrentQueue<int>();
        var client = await ServeAsync(
            socket =>
            {
                socket.On("busy", () => busy.Task);
                socket.On("e", () => depths.Enqueue(new StackTrace().FrameCount));
            },
            options => options.MaxQueuedEvents = Count + 1);

        await client.SendAsync(["""2["busy"]""", .. Enumerable.Repeat("""2["e"]""", Count)]);
        await client.SynchroniseAsync();
        busy.SetResult();

        await Patience.UntilAsync(() => depths.Count == Count);
        depths.Max().Should().BeLessThan(100, "a stack that grows with the queue overflows when enough events wait");
    }

    [Test]
    public async Task Acks_HandlerIsBusyWithAnotherQuestion_AreHeardAtOnce()
    {
        var client = await ServeAsync(socket => socket.On("ask", async (string question) => await socket.EmitWithAck("question", question).As<string>()));

        await client.SendAsync("""21["ask","a"]""", """22["ask","b"]""");
        var first = await client.ExpectRequestAsync("""["question","a"]""");
        await client.SendAsync($"3{first}[\"A\"]");
        await client.ExpectAsync("""31["A"]""");
        var second = await client.ExpectRequestAsync("""["question","b"]""");
        await client.SendAsync($"3{second}[\"B\"]");

        await client.ExpectAsync("""32["B"]""");
    }

    [Test]
    public async Task Acks_BehindAFullQueue_AreNotHeardBeforeThereIsRoom()
    {
        // While more events wait than may, nothing at all is read: an answer has to wait as well, and its timeout ends the standstill.
        var answered = new TaskCompletionSource<string>();
        var client = await ServeAsync(
            socket => socket.On("ask", async () =>
            {
                try
                {
                    answered.TrySetResult(await socket.EmitWithAck("question").As<string>());
                }
                catch (Exception exception) when (exception is AckTimeoutException or SocketDisconnectedException)
                {
                    answered.TrySetResult(exception is AckTimeoutException ? "timeout" : "disconnected");
                }
            }),
            options => options.MaxQueuedEvents = 1);

        await client.SendAsync("""2["ask"]""");
        var id = await client.ExpectRequestAsync("""["question"]""");
        await client.SendAsync("""2["ask"]""", """2["ask"]""", $"3{id}[\"late\"]");
        await Time.AdvanceUntilAsync(answered.Task, TimeSpan.FromSeconds(1));

        (await answered.Task).Should().Be("timeout");
    }

    [Test]
    public async Task Broadcast_ByAHandler_IsBehindItsAnswersBefore()
    {
        await ListenAsync(socket => socket.On("e", async (int number) =>
        {
            await socket.EmitAsync("own", number);
            await Server.EmitAsync("all", number);
            return number;
        }));
        var (client, _) = await ConnectAsync();

        await client.SendAsync("""21["e",1]""", """22["e",2]""");

        await client.ExpectAsync("""2["own",1]""", """2["all",1]""", "31[1]", """2["own",2]""", """2["all",2]""", "32[2]");
    }
}
