using System.Text.Json;

namespace SocketIoSharp.Server.Tests.Acks;

/// <summary>Questions to one client.</summary>
internal sealed class EmitWithAckTests : ServerFixture
{
    [Test]
    public async Task Emit_EveryNumberOfArguments_ArrivesWithAnId()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();

        _ = socket.EmitWithAck("0");
        _ = socket.EmitWithAck("1", "a");
        _ = socket.EmitWithAck("2", "a", 2);
        _ = socket.EmitWithAck("3", "a", 2, true);
        _ = socket.EmitWithAck("4", "a", 2, true, (string?)null);

        var ids = new List<string>();
        foreach (var json in new[] { """["0"]""", """["1","a"]""", """["2","a",2]""", """["3","a",2,true]""", """["4","a",2,true,null]""" })
        {
            ids.Add(await client.ExpectRequestAsync(json));
        }

        ids.Should().OnlyHaveUniqueItems();
    }

    [Test]
    public async Task Answer_AsAnyType_IsItsFirstArgument()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();

        (await (await AnswerAsync(client, socket, "[1,2]")).As<int>()).Should().Be(1);
        (await (await AnswerAsync(client, socket, """["text"]""")).As<string>()).Should().Be("text");
        (await (await AnswerAsync(client, socket, """[{"a":[1]}]""")).As<Dictionary<string, int[]>>()).Should().ContainKey("a");
        (await (await AnswerAsync(client, socket, "[null]")).As<string?>()).Should().BeNull();
        (await (await AnswerAsync(client, socket, "[null]")).As<int?>()).Should().BeNull();
        (await (await AnswerAsync(client, socket, "[{}]")).As<JsonElement>()).ValueKind.Should().Be(JsonValueKind.Object);
    }

    [Test]
    public async Task Answer_AsEventArguments_IsAllOfThem()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();

        var answer = await (await AnswerAsync(client, socket, """["err",{"x":1},null]""")).As<EventArguments>();

        answer.Count.Should().Be(3);
        answer.Get<string>(0).Should().Be("err");
        answer.GetJson(1).GetRawText().Should().Be("""{"x":1}""");
    }

    [Test]
    public async Task Answer_WithoutArguments_IsNullOrRefused([Values("[]", "")] string json)
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();

        (await (await AnswerAsync(client, socket, json)).As<string?>()).Should().BeNull();
        (await (await AnswerAsync(client, socket, json)).As<EventArguments>()).Count.Should().Be(0);
        await ((Func<Task>)(async () => await (await AnswerAsync(client, socket, json)).As<int>())).Should().ThrowAsync<JsonException>();
        await await AnswerAsync(client, socket, json);
    }

    [Test]
    public async Task Answer_OfAnotherType_Throws()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();

        await ((Func<Task>)(async () => await (await AnswerAsync(client, socket, """["text"]""")).As<int>())).Should().ThrowAsync<JsonException>();
    }

    [Test]
    public async Task Answer_Binary_IsRead()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var request = socket.EmitWithAck("e");
        var id = await client.ExpectRequestAsync("""["e"]""");

        await client.SendBinaryAsync($$"""61-{{id}}[{"_placeholder":true,"num":0}]""", [1, 2, 3]);

        (await request.As<byte[]>().Soon()).Should().Equal(1, 2, 3);
    }

    [Test]
    public async Task Answer_AskedForTwice_IsTheSame()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var request = await AnswerAsync(client, socket, "[5]");

        (await request.As<int>()).Should().Be(5);
        (await request.As<double>()).Should().Be(5.0);
    }

    [Test]
    public async Task Answers_InAnyOrder_GoToTheirQuestions()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var requests = Enumerable.Range(0, 50).Select(i => socket.EmitWithAck("e", i)).ToArray();
        var ids = new List<string>();
        for (var i = 0; i < requests.Length; i++)
        {
            ids.Add(await client.ExpectRequestAsync($"[\"e\",{i}]"));
        }

        for (var i = requests.Length - 1; i >= 0; i--)
        {
            await client.SendAsync($"3{ids[i]}[{i * i}]");
        }

        for (var i = 0; i < requests.Length; i++)
        {
            (await requests[i].As<int>().Soon()).Should().Be(i * i);
        }
    }

    [Test]
    public async Task Answer_TwiceOrUnknown_IsIgnored()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var request = socket.EmitWithAck("e");
        var id = await client.ExpectRequestAsync("""["e"]""");

        await client.SendAsync("""3999["nobody asked"]""", $"3{id}[\"first\"]", $"3{id}[\"second\"]", "3", "3[1]");

        (await request.As<string>().Soon()).Should().Be("first");
        await client.SynchroniseAsync();
        socket.Connected.Should().BeTrue();
    }

    [Test]
    public async Task Answer_OfAnotherSocket_IsIgnored()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var (other, otherSocket) = await ConnectAsync();
        var request = socket.EmitWithAck("e");
        var id = await client.ExpectRequestAsync("""["e"]""");

        await other.SendAsync($"3{id}[\"forged\"]");
        await other.SynchroniseAsync();
        await client.SendAsync($"3{id}[\"true\"]");

        (await request.As<string>().Soon()).Should().Be("true");
        otherSocket.Connected.Should().BeTrue();
    }

    [Test]
    public async Task Timeout_Default_IsTenSeconds()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var waiting = socket.EmitWithAck("e").As<string>();
        await client.ExpectRequestAsync("""["e"]""");

        await ExpectTimeoutAsync(waiting, TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task Timeout_OfTheOptions_IsUsed()
    {
        await StartAsync(options => options.AckTimeout = TimeSpan.FromMilliseconds(1500));
        var (_, socket) = await ConnectAsync();

        await ExpectTimeoutAsync(socket.EmitWithAck("e").As<string>(), TimeSpan.FromMilliseconds(1500));
    }

    [Test]
    public async Task Timeout_OfTheEmission_BeatsTheOptions()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        await ExpectTimeoutAsync(socket.Timeout(TimeSpan.FromSeconds(3)).EmitWithAck("e").As<string>(), TimeSpan.FromSeconds(3));
        await ExpectTimeoutAsync(socket.Volatile.Timeout(TimeSpan.FromSeconds(15)).EmitWithAck("e").As<string>(), TimeSpan.FromSeconds(15));
    }

    [Test]
    public async Task Timeout_Zero_EndsAtOnce()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();
        var waiting = socket.Timeout(TimeSpan.Zero).EmitWithAck("e").As<string>();

        Time.Advance(TimeSpan.FromMilliseconds(100));

        await ((Func<Task>)(() => waiting.Soon())).Should().ThrowAsync<AckTimeoutException>();
    }

    [Test]
    public async Task Timeout_NegativeOrTooLong_Throws()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        ((Action)(() => socket.Timeout(TimeSpan.FromMilliseconds(-5)))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => socket.Volatile.Timeout(TimeSpan.FromDays(25)))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => socket.Timeout(Timeout.InfiniteTimeSpan))).Should().NotThrow();
    }

    [Test]
    public async Task Timeout_Infinite_WaitsForEver()
    {
        await StartAsync(options =>
        {
            options.AckTimeout = Timeout.InfiniteTimeSpan;
            options.Engine.PingInterval = TimeSpan.FromDays(10);
        });
        var (client, socket) = await ConnectAsync();
        var waiting = socket.EmitWithAck("e").As<string>();
        var id = await client.ExpectRequestAsync("""["e"]""");

        Time.Advance(TimeSpan.FromDays(1));
        waiting.IsCompleted.Should().BeFalse();
        await client.SendAsync($"3{id}[\"at last\"]");

        (await waiting.Soon()).Should().Be("at last");
    }

    [Test]
    public async Task Timeout_SeveralQuestions_EachHasItsOwn()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();
        var late = socket.Timeout(TimeSpan.FromSeconds(8)).EmitWithAck("late").As<string>();
        var early = socket.Timeout(TimeSpan.FromSeconds(2)).EmitWithAck("early").As<string>();

        await ExpectTimeoutAsync(early, TimeSpan.FromSeconds(2));
        late.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromSeconds(6));

        await ((Func<Task>)(() => late.Soon())).Should().ThrowAsync<AckTimeoutException>();
    }

    [Test]
    public async Task Answer_AfterTheTimeout_IsIgnored()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var waiting = socket.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("e").As<string>();
        var id = await client.ExpectRequestAsync("""["e"]""");
        await ExpectTimeoutAsync(waiting, TimeSpan.FromSeconds(1));

        await client.SendAsync($"3{id}[\"too late\"]");

        await client.SynchroniseAsync();
        socket.Connected.Should().BeTrue();
    }

    [Test]
    public async Task Disconnect_WhileWaiting_EndsTheWait()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var typed = socket.EmitWithAck("e").As<string>();
        var untyped = socket.EmitWithAck("e");

        await client.DisposeAsync();

        (await ((Func<Task>)(() => typed.Soon())).Should().ThrowAsync<SocketDisconnectedException>()).WithMessage($"*{socket.Id}*");
        await ((Func<Task>)(async () => await untyped)).Should().ThrowAsync<SocketDisconnectedException>();
    }

    [Test]
    public async Task Emit_AfterTheDisconnection_EndsAtOnce()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        await socket.DisconnectAsync();
        await client.ExpectAsync("1");

        var request = socket.EmitWithAck("e");

        await ((Func<Task>)(() => request.As<int>().Soon())).Should().ThrowAsync<SocketDisconnectedException>();
    }

    [Test]
    public async Task Wait_Cancelled_EndsThatWaitOnly()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var request = socket.EmitWithAck("e");
        var id = await client.ExpectRequestAsync("""["e"]""");
        using var cancellation = new CancellationTokenSource();
        var cancelled = request.As<string>(cancellation.Token);

        await cancellation.CancelAsync();
        await ((Func<Task>)(() => cancelled.Soon())).Should().ThrowAsync<OperationCanceledException>();
        await client.SendAsync($"3{id}[\"still\"]");

        (await request.As<string>().Soon()).Should().Be("still");
    }

    [Test]
    public async Task Emission_Kept_CanBeUsedAgain()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var patient = socket.Timeout(TimeSpan.FromSeconds(20));
        _ = patient.Volatile;
        _ = patient.Timeout(TimeSpan.FromSeconds(1));
        var first = patient.EmitWithAck("e").As<int>();
        var second = patient.EmitWithAck("e").As<int>();
        await client.ExpectRequestAsync("""["e"]""");
        await client.ExpectRequestAsync("""["e"]""");

        await ExpectTimeoutAsync(second, TimeSpan.FromSeconds(20));
        await ((Func<Task>)(() => first.Soon())).Should().ThrowAsync<AckTimeoutException>();
    }

    [Test]
    public async Task Volatile_PollingClientWithoutGet_TimesOut()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync(transport: WireClient.Polling);

        await ExpectTimeoutAsync(socket.Volatile.EmitWithAck("missed").As<int>(), TimeSpan.FromSeconds(10));
        await ExpectNothingAsync(client, socket);
    }

    [Test]
    public async Task Questions_OfManyThreads_GetTheirOwnAnswers()
    {
        await StartAsync();
        var (client, socket) = await ConnectAsync();
        var answering = Task.Run(async () =>
        {
            for (var i = 0; i < 800; i++)
            {
                var packet = await client.ReceiveAsync();
                var json = packet.IndexOf('[', StringComparison.Ordinal);
                await client.SendAsync($"3{packet[1..json]}[{packet[(packet.LastIndexOf(',') + 1)..^1]}]");
            }
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                var number = (thread * 1000) + i;
                (await socket.EmitWithAck("e", number).As<int>().Soon()).Should().Be(number);
            }
        })));

        await answering.Soon();
    }

    /// <summary>Asks the client and lets it answer.</summary>
    private static async Task<AckRequest> AnswerAsync(SocketWire client, Socket socket, string json)
    {
        var request = socket.EmitWithAck("e");
        var id = await client.ExpectRequestAsync("""["e"]""");
        await client.SendAsync($"3{id}{json}");
        return request;
    }

    private async Task ExpectTimeoutAsync(Task waiting, TimeSpan timeout)
    {
        Time.Advance(timeout - TimeSpan.FromMilliseconds(1));
        waiting.IsCompleted.Should().BeFalse();
        Time.Advance(TimeSpan.FromMilliseconds(101));
        (await ((Func<Task>)(() => waiting.Soon())).Should().ThrowAsync<AckTimeoutException>()).WithMessage("operation has timed out");
    }
}
