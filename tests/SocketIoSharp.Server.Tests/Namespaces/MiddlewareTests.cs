using System.Text.Json;

namespace SocketIoSharp.Server.Tests.Namespaces;

internal sealed class MiddlewareTests : ServerFixture
{
    [Test]
    public async Task Middlewares_AllPass_RunInTheOrderOfRegistrationAndAroundEachOther()
    {
        var steps = new List<string>();
        await StartAsync(prepare: server =>
        {
            server.Use(async (_, next) =>
            {
                steps.Add("first");
                await next();
                steps.Add("first again");
            });
            server.Use(async (_, next) =>
            {
                await Task.Yield();
                steps.Add("second");
                await next();
                steps.Add("second again");
            });
            server.OnConnection(_ => steps.Add("connected"));
        });

        await ConnectAsync();

        await Patience.UntilAsync(() => steps.Count == 5);
        steps.Should().Equal("first", "second", "second again", "first again", "connected");
    }

    [Test]
    public async Task Reject_WithData_ClientGetsBothAndLaterMiddlewaresDoNotRun()
    {
        var hasRun = false;
        await StartAsync(prepare: server =>
        {
            server.Use((context, next) =>
            {
                context.Reject("not \"you\" ü", new { Code = 7, Tags = new[] { "a", "b" } });
                return next();
            });
            server.Use((_, next) =>
            {
                hasRun = true;
                return next();
            });
            server.OnConnection(_ => hasRun = true);
        });
        var client = await OpenAsync();

        await client.RequestAsync();

        await client.ExpectAsync("""4{"message":"not \"you\" ü","data":{"code":7,"tags":["a","b"]}}""");
        hasRun.Should().BeFalse();
        Server.Sockets.SocketCount.Should().Be(0);
    }

    [Test]
    public async Task Reject_WithoutData_ClientGetsTheMessageOnly()
    {
        await StartAsync(prepare: server => server.Use((context, _) =>
        {
            context.Reject("go away");
            return Task.CompletedTask;
        }));
        var client = await OpenAsync();

        await client.RequestAsync();

        await client.ExpectAsync("""4{"message":"go away"}""");
    }

    [Test]
    public async Task Reject_AfterTheOthersHavePassed_Refuses()
    {
        await StartAsync(prepare: server => server.Use(async (context, next) =>
        {
            await next();
            context.Reject("second thoughts");
        }));
        var client = await OpenAsync();

        await client.RequestAsync();

        await client.ExpectAsync("""4{"message":"second thoughts"}""");
        Server.Sockets.SocketCount.Should().Be(0);
    }

    [Test]
    public async Task Middleware_NeitherPassesNorRejects_Refuses()
    {
        await StartAsync(prepare: server => server.Use((_, _) => Task.CompletedTask));
        var client = await OpenAsync();

        await client.RequestAsync();

        await client.ExpectAsync("""4{"message":"connection refused"}""");
        Server.Sockets.SocketCount.Should().Be(0);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Middleware_Throws_RefusesWithoutDetailsAndLogsThem(bool isLate)
    {
        await StartAsync(prepare: server => server.Use(async (_, _) =>
        {
            if (isLate)
            {
                await Task.Yield();
            }

            throw new InvalidOperationException("secret");
        }));
        Host.Log.Expect("MiddlewareFailed");
        var client = await OpenAsync();

        await client.RequestAsync();

        await client.ExpectAsync("""4{"message":"internal error"}""");
        (await Host.Log.WaitForAsync("MiddlewareFailed")).Exception!.Message.Should().Be("secret");
    }

    [Test]
    public async Task Refused_SameConnection_MayTryAgain()
    {
        await StartAsync(prepare: server => server.Use((context, next) =>
        {
            if (context.Auth.TryGetProperty("token", out var token) && token.GetString() == "right")
            {
                return next();
            }

            context.Reject("wrong token");
            return Task.CompletedTask;
        }));
        var client = await OpenAsync();

        await client.RequestAsync(auth: """{"token":"left"}""");
        await client.ExpectAsync("""4{"message":"wrong token"}""");
        await client.RequestAsync();
        await client.ExpectAsync("""4{"message":"wrong token"}""");

        await client.ConnectAsync(auth: """{"token":"right"}""");
    }

    [Test]
    public async Task Emit_InsideAMiddleware_ArrivesBeforeTheConnection()
    {
        await StartAsync(prepare: server =>
        {
            server.Use(async (context, next) =>
            {
                await context.Socket.EmitAsync("early", 1);
                await next();
                await context.Socket.EmitAsync("early", 2);
            });
            server.OnConnection(socket => socket.EmitAsync("late"));
        });
        var client = await OpenAsync();

        await client.RequestAsync();

        await client.ExpectAsync("""2["early",1]""", """2["early",2]""");
        await client.ReceiveConnectAsync();
        await client.ExpectAsync("""2["late"]""");
    }

    [Test]
    public async Task Join_InsideAMiddleware_CountsOnceConnected()
    {
        var inside = new TaskCompletionSource<Socket>();
        var release = new TaskCompletionSource();
        await StartAsync(prepare: server => server.Use(async (context, next) =>
        {
            await context.Socket.JoinAsync("lobby");
            inside.SetResult(context.Socket);
            await release.Task;
            await next();
        }));
        var client = await OpenAsync();
        await client.RequestAsync();
        var socket = await inside.Task.Soon();

        socket.Connected.Should().BeFalse();
        socket.Rooms.Should().Equal(socket.Id, "lobby");
        Server.Sockets.CountIn("lobby").Should().Be(0, "the socket is not connected yet");
        Server.Sockets.TryGetSocket(socket.Id, out _).Should().BeFalse();
        await Server.To("lobby").EmitAsync("missed");
        await Server.EmitAsync("missed");
        release.SetResult();

        (await client.ReceiveConnectAsync()).Should().Be(socket.Id);
        (await FindAsync(client.Id)).Should().BeSameAs(socket);
        socket.Connected.Should().BeTrue();
        Server.Sockets.CountIn("lobby").Should().Be(1);
        await Server.To("lobby").EmitAsync("hello");
        await client.ExpectAsync("""2["hello"]""");
    }

    [Test]
    public async Task Join_InsideARefusingMiddleware_LeavesNothingBehind()
    {
        await StartAsync(prepare: server => server.Use(async (context, _) =>
        {
            await context.Socket.JoinAsync("lobby");
            context.Reject("no");
        }));
        var client = await OpenAsync();

        await client.RequestAsync();
        await client.ExpectAsync("""4{"message":"no"}""");

        Server.Sockets.RoomNames.Should().BeEmpty();
    }

    [TestCase(WireClient.WebSocket)]
    [TestCase(WireClient.Polling)]
    public async Task Connection_ClosedWhileAMiddlewareWaits_NobodyIsConnected(string transport)
    {
        var inside = new TaskCompletionSource<Socket>();
        var release = new TaskCompletionSource();
        var over = new TaskCompletionSource();
        var hasConnected = false;
        await StartAsync(prepare: server =>
        {
            server.Use(async (context, next) =>
            {
                await context.Socket.JoinAsync("lobby");
                inside.SetResult(context.Socket);
                await release.Task;
                await next();
                over.SetResult();
            });
            server.OnConnection(_ => hasConnected = true);
        });
        var client = await OpenAsync(transport);
        await client.RequestAsync();
        var socket = await inside.Task.Soon();
        socket.OnDisconnect(_ => hasConnected = true);

        if (transport == WireClient.Polling)
        {
            await client.Engine.SendAsync("1");
        }
        else
        {
            await client.DisposeAsync();
        }

        await Patience.UntilAsync(() => socket.Aborted.IsCancellationRequested);

        // The middleware and all that follows it run within this call.
        release.SetResult();
        await over.Task.Soon();

        Server.Sockets.SocketCount.Should().Be(0);
        Server.Sockets.RoomNames.Should().BeEmpty();
        Server.ConnectionCount.Should().Be(0);
        hasConnected.Should().BeFalse("what was never connected is not disconnected either");
    }

    [Test]
    public async Task Middleware_ReadsTheHandshake_AuthAndRequest()
    {
        var seen = new TaskCompletionSource<(JsonElement Auth, string Query, string Host)>();
        await StartAsync(prepare: server => server.Use((context, next) =>
        {
            var handshake = context.Socket.Handshake;
            seen.SetResult((context.Auth, handshake.Query["room"], handshake.Headers["HOST"]));
            return next();
        }));
        var client = await OpenAsync(query: "&room=7");

        await client.ConnectAsync(auth: """{"name":"Ada"}""");

        var (auth, query, host) = await seen.Task.Soon();
        auth.GetRawText().Should().Be("""{"name":"Ada"}""");
        query.Should().Be("7");
        host.Should().Be("test");
    }

    [Test]
    public async Task Middleware_OfOneNamespace_DoesNotRunForAnother()
    {
        await StartAsync(prepare: server =>
        {
            server.Of("/admin").Use((context, _) =>
            {
                context.Reject("not an admin");
                return Task.CompletedTask;
            });
        });
        var client = await OpenAsync();

        await client.RequestAsync("/admin");
        await client.ExpectAsync("""4/admin,{"message":"not an admin"}""");
        await client.ConnectAsync();

        Server.Of("/admin").SocketCount.Should().Be(0);
    }

    [Test]
    public async Task Middleware_AddedLater_MeetsClientsThatComeLater()
    {
        await StartAsync();
        var (first, socket) = await ConnectAsync();

        Server.Use((context, _) =>
        {
            context.Reject("full");
            return Task.CompletedTask;
        });
        var second = await OpenAsync();
        await second.RequestAsync();

        await second.ExpectAsync("""4{"message":"full"}""");
        await ExpectNothingAsync(first, socket);
    }

    [Test]
    public async Task Middleware_Waits_OtherNamespacesOfTheConnectionGoOn()
    {
        var release = new TaskCompletionSource();
        await StartAsync(prepare: server => server.Of("/slow").Use(async (_, next) =>
        {
            await release.Task;
            await next();
        }));
        var client = await OpenAsync();

        await client.RequestAsync("/slow");
        await client.ConnectAsync();
        release.SetResult();

        await client.ReceiveConnectAsync("/slow");
    }
}
