using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.Testing.Tests;

/// <summary>What a test may wait for, how long, and under whose clock.</summary>
[TestFixture(TestTransport.WebSocket)]
[TestFixture(TestTransport.Polling)]
internal sealed class WaitingTests(TestTransport transport)
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public async Task Receive_SeveralNames_EachIsTakenInItsOrder()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(async socket =>
        {
            await socket.EmitAsync("a", 1);
            await socket.EmitAsync("b", 2);
            await socket.EmitAsync("a", 3);
            await socket.EmitAsync("end");
        }));
        await using var client = await ConnectAsync(app);

        await client.ReceiveAsync("end");
        client.PendingEvents.Select(received => received.Name + received).Should().Equal("a[1]", "b[2]", "a[3]");
        (await client.NextAsync<int>("b")).Should().Be(2);
        (await client.NextAsync<int>("a")).Should().Be(1);
        (await client.NextAsync<int>("a")).Should().Be(3);
        client.PendingEvents.Should().BeEmpty();
    }

    [Test]
    public async Task Receive_EmittedByAMiddleware_IsThere()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.Use(async (context, next) =>
        {
            await context.Socket.EmitAsync("early");
            await next();
        }));
        await using var client = await ConnectAsync(app);

        (await client.ReceiveAsync("early")).Count.Should().Be(0);
    }

    [Test]
    public async Task Receive_NothingInTime_SaysWhatCameInstead()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(socket => socket.EmitAsync("other", "x", 1)));
        await using var client = await ConnectAsync(app, options => options.TimeProvider = _time);
        await Patience.UntilAsync(() => client.PendingEvents.Count == 1);
        var waiting = client.ReceiveAsync("news");

        _time.Advance(TimeSpan.FromSeconds(10));

        await waiting.Awaiting(task => task).Should().ThrowAsync<TimeoutException>().WithMessage("Waited 10 seconds in vain for \"news\". Received instead: other[\"x\",1]");
        await app.Io.EmitAsync("news", 1);
        (await client.NextAsync<int>("news")).Should().Be(1, "a wait that was given up takes nothing");
    }

    [Test]
    public async Task EmitWithAck_NoAnswerInTime_Throws()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(socket => socket.On("never", (Ack _) => { })));
        await using var client = await ConnectAsync(app, options => options.TimeProvider = _time);
        var waiting = client.EmitWithAckAsync<int>("never");

        await _time.AdvanceUntilAsync(waiting.ContinueWith(_ => { }, TaskScheduler.Default), TimeSpan.FromSeconds(10));

        await waiting.Awaiting(task => task).Should().ThrowAsync<TimeoutException>().WithMessage("*an answer to \"never\". Nothing else was received.");
    }

    [Test]
    public async Task On_EventsBeforeAndAfter_AreHandledInOrder()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(async socket =>
        {
            socket.On("more", () => socket.EmitAsync("count", 2));
            await socket.EmitAsync("count", 0);
            await socket.EmitAsync("count", 1);
            await socket.EmitAsync("end");
        }));
        await using var client = await ConnectAsync(app);
        await client.ReceiveAsync("end");
        var counts = new List<int>();
        var third = new TaskCompletionSource();

        client.On("count", received =>
        {
            counts.Add(received.Get<int>(0));
            if (counts.Count == 3)
            {
                third.SetResult();
            }
        });
        await client.EmitAsync("more");

        await third.Task.Soon();
        counts.Should().Equal(0, 1, 2);
        client.PendingEvents.Should().BeEmpty();
    }

    [Test]
    public async Task On_HandlerThatAsks_GetsItsAnswer()
    {
        await using var app = await InMemoryApp.StartAsync(io => io.OnConnection(async socket =>
        {
            socket.On("ask", () => "answer");
            await socket.EmitAsync("begin");
        }));
        await using var client = await ConnectAsync(app);
        var answer = new TaskCompletionSource<string?>();

        client.On("begin", async _ => answer.SetResult(await client.EmitWithAckAsync<string>("ask")));

        (await answer.Task.Soon()).Should().Be("answer");
    }

    [Test]
    public async Task On_HandlerThrows_WhateverIsWaitedForFailsWithIt()
    {
        await using var app = await InMemoryApp.StartAsync();
        await using var client = await ConnectAsync(app);
        client.On("bad", _ => throw new ArithmeticException("the test's own"));
        var waiting = client.ReceiveAsync("never");

        await app.Io.EmitAsync("bad");

        (await waiting.Awaiting(task => task).Should().ThrowAsync<SocketIoDisconnectedException>()).WithInnerException<ArithmeticException>();
    }

    [Test]
    public async Task Heartbeat_UnderAClockTurnedByHand_IsAnswered()
    {
        await using var app = await InMemoryApp.StartAsync(build: builder => builder.Services.AddSingleton<TimeProvider>(_time));
        await using var client = await ConnectAsync(app);

        for (var second = 0; second < 120; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await app.Io.EmitAsync("tick", second);
            (await client.NextAsync<int>("tick")).Should().Be(second);
        }

        client.Connected.Should().BeTrue();
    }

    [Test]
    public async Task Heartbeat_NotAnswered_EndsTheConnection()
    {
        var reason = new TaskCompletionSource<DisconnectReason>();
        await using var app = await InMemoryApp.StartAsync(
            io => io.OnConnection(socket => socket.OnDisconnect(reason.SetResult)), build: builder => builder.Services.AddSingleton<TimeProvider>(_time));
        await using var client = await ConnectAsync(app, options => options.AnswersHeartbeats = false);

        await _time.AdvanceUntilAsync(reason.Task, TimeSpan.FromSeconds(1));

        (await reason.Task).Should().Be(DisconnectReason.PingTimeout);
        (await client.Disconnected.Soon()).Should().Be("transport close");
    }

    private Task<SocketIoTestClient> ConnectAsync(InMemoryApp app, Action<SocketIoTestClientOptions>? configure = null) => app.Server.ConnectSocketIoAsync(options =>
    {
        options.Transport = transport;
        configure?.Invoke(options);
    });
}
