using System.Text.Json;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Server.Tests.Namespaces;

/// <summary>Namespaces that are made when a client asks for them.</summary>
internal sealed class DynamicNamespaceTests : ServerFixture
{
    private const string Refusal = """{"message":"Invalid namespace"}""";

    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task Connect_NameMatchesPattern_NamespaceIsMade(string transport)
    {
        await StartAsync(prepare: server => server.Of(new Regex("^/dynamic-[0-9]+$")).OnConnection(socket => socket.On("where", () => socket.Namespace.Name)));
        var client = await OpenAsync(transport);

        await client.ConnectAsync("/dynamic-101");

        (await client.AskAsync("""["where"]""", "/dynamic-101")).Should().Be("""["/dynamic-101"]""");
        await client.RequestAsync("/dynamic-x");
        await client.ExpectAsync("4/dynamic-x," + Refusal);
    }

    [Test]
    public async Task Connect_PatternWithoutAnchors_MatchesWithinTheName()
    {
        await StartAsync(prepare: server => server.Of(new Regex("room")));
        var client = await OpenAsync();

        await client.ConnectAsync("/a/room/b");
    }

    [Test]
    public async Task Connect_FunctionAccepts_GetsNameAndAuth()
    {
        var asked = new List<string>();
        await StartAsync(prepare: server => server.Of((name, auth) =>
        {
            asked.Add(name + " " + auth.GetRawText());
            return auth.TryGetProperty("key", out var key) && key.GetInt32() == 7;
        }));
        var client = await OpenAsync();

        await client.RequestAsync("/a");
        await client.ExpectAsync("4/a," + Refusal);
        await client.RequestAsync("/a", """{"key":8}""");
        await client.ExpectAsync("4/a," + Refusal);
        await client.ConnectAsync("/a", """{"key":7}""");

        asked.Should().Equal("/a {}", """/a {"key":8}""", """/a {"key":7}""");
    }

    [Test]
    public async Task Connect_SeveralParents_AreAskedInTheOrderOfCreation()
    {
        var asked = new List<string>();
        ParentNamespace? pattern = null;
        ParentNamespace? last = null;
        await StartAsync(prepare: server =>
        {
            server.Of((_, _) => Note("first", false));
            server.Of(async (_, _) =>
            {
                await Task.Yield();
                return Note("second", false);
            });
            pattern = server.Of(new Regex("^/b$"));
            last = server.Of(async (_, _) =>
            {
                await Task.Yield();
                return Note("last", true);
            });
        });
        var client = await OpenAsync();

        await client.ConnectAsync("/a");
        await client.ConnectAsync("/b");

        asked.Should().Equal("first", "second", "last", "first", "second");
        pattern!.Children.Select(child => child.Name).Should().Equal("/b");
        last!.Children.Select(child => child.Name).Should().Equal("/a");

        bool Note(string name, bool isAccepted)
        {
            asked.Add(name);
            return isAccepted;
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Connect_FunctionThrows_IsLoggedAndTheNextParentIsAsked(bool isLate)
    {
        ParentNamespace? second = null;
        await StartAsync(prepare: server =>
        {
            server.Of(async (_, _) =>
            {
                if (isLate)
                {
                    await Task.Yield();
                }

                throw new InvalidOperationException("no database");
            });
            second = server.Of((_, _) => true);
        });
        Host.Log.Expect("NamespaceFunctionFailed");
        var client = await OpenAsync();

        await client.ConnectAsync("/a");

        second!.Children.Should().ContainSingle();
        var entry = await Host.Log.WaitForAsync("NamespaceFunctionFailed");
        entry.Message.Should().Contain("/_0").And.Contain("/a");
        entry.Exception!.Message.Should().Be("no database");
    }

    [Test]
    public async Task Connect_PatternTakesTooLong_ClientIsRefusedAndTheNextParentDoesNotStandIn()
    {
        await StartAsync(prepare: server =>
        {
            server.Of(new Regex("^(/[a-z]+)+$", RegexOptions.None, TimeSpan.FromMilliseconds(20)));
            server.Of(new Regex("^/(a+)+$", RegexOptions.None, TimeSpan.FromMilliseconds(20)));
            server.Of((_, _) => true);
        });
        var client = await OpenAsync();
        var name = "/" + new string('a', 100) + "!";

        await client.RequestAsync(name);

        await client.ExpectAsync("4" + name + "," + Refusal);
        (await Host.Log.WaitForAsync("NamespacePatternTimedOut")).Message.Should().Contain("127.0.0.1").And.Contain("/_1");
        await client.ConnectAsync("/!");
    }

    [Test]
    public async Task Connect_ManyClientsAtOnce_MakeOneNamespace()
    {
        var gate = new TaskCompletionSource();
        var asked = 0;
        var created = new List<Namespace>();
        await StartAsync(prepare: server =>
        {
            server.OnNewNamespace(created.Add);
            server.Of(async (_, _) =>
            {
                if (Interlocked.Increment(ref asked) == 50)
                {
                    gate.SetResult();
                }

                await gate.Task;
                return true;
            });
        });
        var clients = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => OpenAsync()));

        await Task.WhenAll(clients.Select(client => client.ConnectAsync("/dynamic")));

        asked.Should().Be(50);
        created.Should().ContainSingle();
        await Patience.UntilAsync(() => created[0].SocketCount == 50);
        await created[0].EmitAsync("hello");
        foreach (var client in clients)
        {
            await client.ExpectAsync("""2/dynamic,["hello"]""");
        }
    }

    [Test]
    public async Task Connect_NamespaceMadeMeanwhile_IsUsed()
    {
        var gate = new TaskCompletionSource<bool>();
        ParentNamespace? parent = null;
        await StartAsync(prepare: server => parent = server.Of((_, _) => new ValueTask<bool>(gate.Task)));
        var client = await OpenAsync();
        await client.RequestAsync("/a");
        await client.SynchroniseAsync();

        var made = Server.Of("/a");
        gate.SetResult(true);

        var socket = await FindAsync(await client.ReceiveConnectAsync("/a"), "/a");
        socket.Namespace.Should().BeSameAs(made);
        parent!.Children.Should().BeEmpty("functions are not asked about what the application makes itself");
    }

    [Test]
    public async Task Connect_NamespaceIsThere_ParentsAreNotAsked()
    {
        await StartAsync(prepare: server =>
        {
            server.Of("/static");
            server.Of((Func<string, JsonElement, bool>)((_, _) => throw new InvalidOperationException("asked")));
        });
        var client = await OpenAsync();

        await client.ConnectAsync("/static");
    }

    [TestCase("0/a,", Description = "The same namespace again.")]
    [TestCase("""2/a,["hello"]""", Description = "An event that does not wait for the answer.")]
    [TestCase("1/a,", Description = "A goodbye.")]
    [TestCase("3/a,1[]", Description = "An answer.")]
    public async Task Packet_WhileTheFunctionIsAsked_EndsTheConnection(string packet)
    {
        var gate = new TaskCompletionSource<bool>();
        ParentNamespace? parent = null;
        await StartAsync(prepare: server => parent = server.Of((_, _) => new ValueTask<bool>(gate.Task)));
        var (client, _) = await ConnectAsync();
        await client.RequestAsync("/a");

        await client.SendAsync(packet);

        await client.Engine.ReceiveCloseAsync();
        await Patience.UntilAsync(() => Server.ConnectionCount == 0);
        gate.SetResult(true);
        parent!.Children.Should().BeEmpty("nothing is made for a client that has gone");
    }

    [Test]
    public async Task Packet_ForAnotherNamespaceWhileTheFunctionIsAsked_GoesOn()
    {
        var gate = new TaskCompletionSource<bool>();
        await StartAsync(prepare: server =>
        {
            server.OnConnection(socket => socket.On("e", () => "still here"));
            server.Of((name, _) => name == "/slow" ? new ValueTask<bool>(gate.Task) : ValueTask.FromResult(name == "/fast"));
        });
        var (client, _) = await ConnectAsync();

        await client.RequestAsync("/slow");
        (await client.AskAsync("""["e"]""")).Should().Be("""["still here"]""");
        await client.ConnectAsync("/fast");
        gate.SetResult(true);

        await client.ReceiveConnectAsync("/slow");
    }

    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task Connect_TooManyLookUpsAtOnce_ReadingWaitsAndNothingIsLost(string transport)
    {
        var gate = new TaskCompletionSource<bool>();
        var asked = 0;
        await StartAsync(prepare: server => server.Of((_, _) =>
        {
            Interlocked.Increment(ref asked);
            return new ValueTask<bool>(gate.Task);
        }));
        var client = await OpenAsync(transport);
        var names = Enumerable.Range(0, 100).Select(i => "/n" + i).ToArray();

        var sending = client.SendAsync([.. names.Select(name => "0" + name + ",")]);
        await Patience.UntilAsync(() => asked == 64);
        if (transport is WireClient.WebSocket)
        {
            await sending.Soon();
        }

        asked.Should().Be(64);
        gate.SetResult(true);
        await sending.Soon();

        var answers = new List<string>();
        for (var i = 0; i < names.Length; i++)
        {
            answers.Add((await client.ReceiveAsync()).Split(',')[0]);
        }

        answers.Should().BeEquivalentTo(names.Select(name => "0" + name));
    }

    [Test]
    public async Task Connect_ConnectionEndsWhileReadingWaitsForLookUps_ReaderIsLetGo()
    {
        var gate = new TaskCompletionSource<bool>();
        var asked = 0;
        await StartAsync(prepare: server => server.Of((_, _) =>
        {
            Interlocked.Increment(ref asked);
            return new ValueTask<bool>(gate.Task);
        }));
        var client = await OpenAsync(WireClient.Polling);
        var sending = client.SendAsync([.. Enumerable.Range(0, 64).Select(i => "0/n" + i + ",")]);
        await Patience.UntilAsync(() => asked == 64);

        var closing = Server.CloseAsync();
        Time.Advance(Server.Options.ShutdownTimeout);
        await closing.Soon();

        await sending.Soon();
        gate.SetResult(true);
    }

    [Test]
    public async Task Of_NameThatAPatternMatches_IsAChild()
    {
        var visits = new List<string>();
        await StartAsync(prepare: server =>
        {
            var parent = server.Of(new Regex("^/dynamic-[0-9]+$"));
            parent.OnConnection(socket => visits.Add(socket.Namespace.Name));
            var child = server.Of("dynamic-101");
            parent.Children.Should().Equal(child);
            server.Of("/dynamic-101").Should().BeSameAs(child);
        });
        var client = await OpenAsync();

        await client.ConnectAsync("/dynamic-101");

        visits.Should().Equal("/dynamic-101");
    }

    [TestCase("/_0")]
    [TestCase("_12")]
    public async Task Of_NameOfAParent_Throws(string name)
    {
        await StartAsync(prepare: server => server.Of((_, _) => false));

        Server.Invoking(server => server.Of(name)).Should().Throw<ArgumentException>().WithMessage("*is reserved for a parent namespace*").WithParameterName(nameof(name));
    }

    [Test]
    public async Task Of_Null_Throws()
    {
        await StartAsync();

        Server.Invoking(server => server.Of((string)null!)).Should().Throw<ArgumentNullException>();
        Server.Invoking(server => server.Of((Regex)null!)).Should().Throw<ArgumentNullException>();
        Server.Invoking(server => server.Of((Func<string, JsonElement, bool>)null!)).Should().Throw<ArgumentNullException>();
        Server.Invoking(server => server.Of((Func<string, JsonElement, ValueTask<bool>>)null!)).Should().Throw<ArgumentNullException>();
        Server.Invoking(server => server.OnNewNamespace(null!)).Should().Throw<ArgumentNullException>();
    }
}
