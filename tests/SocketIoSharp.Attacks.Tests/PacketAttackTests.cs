using Microsoft.Extensions.Logging;

namespace SocketIoSharp.Attacks.Tests;

/// <summary>Packets that no client of ours would send. A packet that breaks the protocol ends its connection, and the log says so.</summary>
internal sealed class PacketAttackTests : AttackFixture
{
    private const string Placeholder = """{"_placeholder":true,"num":0}""";

    private static readonly string ManyDigits = new('2', 900_000);

    private static IEnumerable<TestCaseData> Malformed()
    {
        yield return Packet("an ack id of a million digits", "2" + ManyDigits + """["echo"]""");
        yield return Packet("an ack id of a million digits and nothing else", "2" + ManyDigits);
        yield return Packet("an answer to a million digits", "3" + ManyDigits + "[]");
        yield return Packet("a count of attachments without an end", "5" + ManyDigits);
        yield return Packet("more attachments than may be", """511-["echo"]""");
        yield return Packet("more attachments than there is memory", """51832742252-["echo"]""");
        yield return Packet("more attachments than a number holds", """599999999999999999999-["echo"]""");
        yield return Packet("no attachments", """50-["echo"]""");
        yield return Packet("an answer with no attachments", "60-0[]");
        yield return Packet("fewer than no attachments", """5-1-["echo"]""");
        yield return Packet("an event that is an object", "2{}");
        yield return Packet("an event named by an object", """2[{"toString":"foo"}]""");
        yield return Packet("an event named by a truth", """2[true,"foo"]""");
        yield return Packet("an event named by nothing", """2[null,"bar"]""");
        yield return Packet("an event without a name", "2[]");
        yield return Packet("an event with a reserved name", """2["disconnecting"]""");
        yield return Packet("an event cut off", """2["some","data" """);
        yield return Packet("an event for another namespace that is an object", "2/admin,{}");
        yield return Packet("an answer that is an object", "30{}");
        yield return Packet("a disconnection with a payload", "1/admin,{}");
        yield return Packet("a connection with a text", """0/admin,"invalid" """);
        yield return Packet("a type that is none", "7");
        yield return Packet("a type beyond ASCII", "é");
        yield return Packet("no type", string.Empty);
    }

    private static IEnumerable<TestCaseData> TooDeep()
    {
        yield return Packet("JSON too deep", "2[\"echo\"," + new string('[', 100_000) + new string(']', 100_000) + "]");
        yield return Packet("JSON too deep and never closed", "2[\"echo\"," + new string('[', 400_000));
        yield return Packet("objects too deep", "2[\"echo\"," + string.Concat(Enumerable.Repeat("{\"a\":", 50_000)) + "1" + new string('}', 50_000) + "]");
    }

    [TestCaseSource(nameof(Malformed))]
    public async Task PacketThatIsMalformed_ClosesTheConnection(string packet)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.ConnectAsync();
            await client.SendAsync(packet);
            await client.Engine.ReceiveCloseAsync();
        }, log: ("PacketMalformed", "from 127.0.0.1"));
    }

    [TestCaseSource(nameof(TooDeep))]
    public async Task PacketThatIsNestedTooDeep_ClosesTheConnection(string packet)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.ConnectAsync();
            await client.SendAsync(packet);
            await client.Engine.ReceiveCloseAsync();
        }, log: ("ServerLimitExceeded", "Json.MaxDepth"));
    }

    [TestCaseSource(nameof(Malformed))]
    [TestCaseSource(nameof(TooDeep))]
    public async Task PacketThatIsMalformedOverPolling_ClosesTheSession(string packet)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(WireClient.Polling);
            await client.ConnectAsync();
            await client.SendAsync(packet);
            await client.Engine.ReceiveCloseAsync();
        });
    }

    [Test]
    public async Task EventNamedError_NobodyListens_HurtsNobody()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.ConnectAsync();
            await client.SendAsync("""2["error"]""", """2["error",{"message":"x"}]""");
            (await client.AskAsync("""["echo","on"]""")).Should().Be("""["on"]""");
        });
    }

    private static IEnumerable<TestCaseData> Placeholders()
    {
        yield return Packet("named by a member of every list", """51-["echo",{"_placeholder":true,"num":"splice"}]""");
        yield return Packet("beyond the last", """51-["echo",{"_placeholder":true,"num":1}]""");
        yield return Packet("before the first", """51-["echo",{"_placeholder":true,"num":-1}]""");
        yield return Packet("between two", """51-["echo",{"_placeholder":true,"num":0.5}]""");
        yield return Packet("huge", """51-["echo",{"_placeholder":true,"num":1e300}]""");
        yield return Packet("without an index", """51-["echo",{"_placeholder":true}]""");
        yield return Packet("by nothing", """51-["echo",{"_placeholder":true,"num":null}]""");
    }

    [TestCaseSource(nameof(Placeholders))]
    public async Task PlaceholderOfNoAttachment_ClosesTheConnection(string packet)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.ConnectAsync();
            await client.SendAsync(packet);
            await client.Engine.SendAsync([1, 2, 3]);
            await client.Engine.ReceiveCloseAsync();
        }, log: ("PacketMalformed", "illegal attachments"));
    }

    [Test]
    public async Task AttachmentsOfAPacketWithNone_AreNotCollected()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.ConnectAsync();
            await client.SendAsync("""50-["echo"]""");
            await client.Engine.ReceiveCloseAsync();
        });
    }

    [Test]
    public async Task BinaryMessage_NobodyWaitsForIt_ClosesTheConnection()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.ConnectAsync();
            await client.Engine.SendAsync(new byte[500_000]);
            await client.Engine.ReceiveCloseAsync();
        });
    }

    [Test]
    public async Task TextBetweenAttachments_ClosesTheConnection()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.ConnectAsync();
            await client.SendAsync($"""52-["echo",{Placeholder}]""");
            await client.Engine.SendAsync(new byte[100_000]);
            await client.SendAsync("""2["echo","x"]""");
            await client.Engine.ReceiveCloseAsync();
        });
    }

    [TestCase("""52-["echo"]""", TestName = "BinaryPacketOfNoSocket_IsRefusedAtItsText(event)")]
    [TestCase("""62-/other,1["echo"]""", TestName = "BinaryPacketOfNoSocket_IsRefusedAtItsText(answer for another namespace)")]
    public async Task BinaryPacketOfNoSocket_IsRefusedAtItsText(string packet)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.SendAsync(packet);
            await client.Engine.ReceiveCloseAsync();
        });
    }

    [Test]
    public async Task AttachmentsThatNeverCome_AreForgottenWithTheirConnection([Values(WireClient.WebSocket, WireClient.Polling)] string transport)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync(transport);
            await client.ConnectAsync();
            await client.SendAsync($"""52-["echo",{Placeholder}]""");
            await client.Engine.SendAsync(new byte[200_000]);
            if (transport == WireClient.Polling)
            {
                await client.Engine.SendAsync("1");
            }
        });
    }

    [Test]
    public async Task AttachmentsThatNeverCome_OnAConnectionThatStays_RunOutOfTime()
    {
        await ServeAsync(options => options.AttachmentTimeout = TimeSpan.FromSeconds(15));

        await SurviveAsync(
            async () =>
            {
                await using var client = await AttackAsync();
                await client.ConnectAsync();
                await client.SendAsync($"""52-["echo",{Placeholder}]""");
                await client.SynchroniseAsync();
                await PassAsync(TimeSpan.FromSeconds(20));
                await client.Engine.ReceiveCloseAsync();
            },
            repetitions: 5);
    }

    [Test]
    public async Task AttachmentsTogetherTooLarge_AreNotKept()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.ConnectAsync();
            await client.SendAsync("""510-["echo"]""");
            for (var i = 0; i < 5; i++)
            {
                await client.Engine.SendAsync(new byte[900_000]);
            }

            await client.Engine.ReceiveCloseAsync();
        }, log: ("ServerLimitExceeded", "MaxAttachmentBytes"));
    }

    [Test]
    public async Task NamespacesByTheHundred_AreRefusedAndForgotten()
    {
        await ServeAsync(
            options => (options.MaxNamespaces, options.CleanupEmptyChildNamespaces) = (20, true),
            server => server.Of((_, _) => new ValueTask<bool>(true)));

        await SurviveAsync(
            async () =>
            {
                await using var client = await AttackAsync();
                for (var i = 0; i < 20; i++)
                {
                    await client.ConnectAsync($"/n{i}");
                }

                for (var i = 20; i < 300; i++)
                {
                    await client.RequestAsync($"/n{i}");
                    await client.ExpectAsync($$"""4/n{{i}},{"message":"Too many namespaces"}""");
                }
            },
            repetitions: 3);
    }

    [Test]
    public async Task NamespacesThatAreNot_AreRefusedOneByOne()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            for (var i = 0; i < 50; i++)
            {
                await client.RequestAsync($"/none{i}");
                await client.ExpectAsync($$"""4/none{{i}},{"message":"Invalid namespace"}""");
            }
        });
    }

    [Test]
    public async Task NamespaceWithAHugeName_IsRefused()
    {
        await ServeAsync(prepare: server => server.Of((_, _) => new ValueTask<bool>(true)));
        var name = "/" + new string('n', 200_000);

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.RequestAsync(name);
            await client.ExpectAsync($$"""4{{name}},{"message":"Invalid namespace"}""");
        });
    }

    [Test]
    public async Task AnswersThatNobodyAskedFor_AreIgnored()
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.ConnectAsync();
            await client.SendAsync([.. Enumerable.Range(0, 500).Select(i => $"3{i}[\"{i}\"]"), "39007199254740991[]"]);
            (await client.AskAsync("""["echo","on"]""")).Should().Be("""["on"]""");
        });
    }

    [Test]
    public async Task QuestionsThatAreNeverAnswered_AreForgotten()
    {
        await ServeAsync(options => options.AckTimeout = TimeSpan.FromSeconds(5), server => server.OnConnection(socket => socket.On("ask me", async () =>
        {
            _ = socket.EmitWithAck("question");
            _ = socket.Namespace.To(socket.Id).EmitWithAck("everybody");
            await Task.CompletedTask;
        })));

        await SurviveAsync(
            async () =>
            {
                await using var client = await AttackAsync();
                await client.ConnectAsync();
                for (var i = 0; i < 50; i++)
                {
                    await client.SendAsync("""2["ask me"]""");
                    await client.ExpectRequestAsync("""["question"]""");
                    await client.ExpectRequestAsync("""["everybody"]""");
                }

                await PassAsync(TimeSpan.FromSeconds(10));
            },
            repetitions: 5);
    }

    [Test]
    public async Task EventsBeyondTheRate_ReachNobody()
    {
        var seen = 0;
        await ServeAsync(options => options.EventBurst = 100, server => server.OnConnection(socket => socket.On("flood", () => { seen++; })));

        await SurviveAsync(async () =>
        {
            seen = 0;
            await using var client = await AttackAsync();
            await client.ConnectAsync();
            await client.SendAsync([.. Enumerable.Repeat("""2["flood"]""", 2000)]);
            await client.SynchroniseAsync();
            seen.Should().Be(100);
        });
    }

    [Test]
    public async Task PacketsThatAreMalformedOneAfterTheOther_AreLoggedOnce()
    {
        await ServeAsync();
        await using var client = await AttackAsync();
        await client.ConnectAsync();

        await client.SendAsync([.. Enumerable.Repeat("x", 1000)]);

        await client.Engine.ReceiveCloseAsync();
        Host.Log.Entries.Count(entry => entry.Level >= LogLevel.Warning).Should().Be(1);
    }

    [Test]
    public async Task PacketsBeforeConnect_CloseTheConnection([Values("""2["echo","x"]""", "30[]", "1", "2/admin,[\"echo\"]")] string packet)
    {
        await ServeAsync();

        await SurviveAsync(async () =>
        {
            await using var client = await AttackAsync();
            await client.SendAsync(packet);
            await client.Engine.ReceiveCloseAsync();
        });
    }

    [Test]
    public async Task SecretOfALostSession_WhileItsOwnerIsThere_OpensNothing()
    {
        await ServeAsync(options => options.ConnectionStateRecovery = new ConnectionStateRecovery());
        await using var owner = await AttackAsync();
        await owner.RequestAsync();
        var connected = await owner.ReceiveAsync();
        using var payload = System.Text.Json.JsonDocument.Parse(connected[1..]);
        var (id, secret) = (payload.RootElement.GetProperty("sid").GetString(), payload.RootElement.GetProperty("pid").GetString());

        await using var thief = await AttackAsync();
        var stolen = await thief.ConnectAsync(auth: $$"""{"pid":"{{secret}}","offset":"x"}""");

        stolen.Should().NotBe(id);
        (await owner.AskAsync("""["echo","mine"]""")).Should().Be("""["mine"]""");
    }

    private static TestCaseData Packet(string name, string packet) => new TestCaseData(packet).SetArgDisplayNames(name);
}
