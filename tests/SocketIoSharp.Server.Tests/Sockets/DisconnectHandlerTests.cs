using System.Collections.Concurrent;

namespace SocketIoSharp.Server.Tests.Sockets;

/// <summary>The handlers that run when a socket ends.</summary>
internal sealed class DisconnectHandlerTests : ServerFixture
{
    private readonly ConcurrentQueue<string> _steps = new();
    private readonly TaskCompletionSource<DisconnectReason> _reason = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Test]
    public async Task Disconnecting_SeesTheRoomsAndDisconnectDoesNot()
    {
        string[] during = [];
        string[] after = ["not called"];
        await StartAsync(prepare: server => server.OnConnection(async socket =>
        {
            await socket.JoinAsync("lobby", "kitchen");
            socket.OnDisconnecting(_ => { during = [.. socket.Rooms]; });
            socket.OnDisconnect(reason =>
            {
                after = [.. socket.Rooms];
                _reason.SetResult(reason);
            });
        }));
        var (client, socket) = await ConnectAsync();

        await client.SendAsync("1");
        await _reason.Task.Soon();

        during.Should().BeEquivalentTo(socket.Id, "lobby", "kitchen");
        after.Should().BeEmpty();
        Server.Sockets.RoomNames.Should().BeEmpty();
    }

    [Test]
    public async Task Disconnecting_TakesItsTime_DisconnectWaitsForIt()
    {
        var release = new TaskCompletionSource();
        await StartAsync(prepare: server => server.OnConnection(socket =>
        {
            socket.OnDisconnecting(async _ =>
            {
                _steps.Enqueue("begins");
                await release.Task;
                _steps.Enqueue("ends");
            });
            socket.OnDisconnect(reason =>
            {
                _steps.Enqueue("disconnect");
                _reason.SetResult(reason);
            });
        }));
        var (client, socket) = await ConnectAsync();
        await socket.JoinAsync("lobby");

        await client.SendAsync("1");
        await Patience.UntilAsync(() => !_steps.IsEmpty);
        socket.Rooms.Should().Contain("lobby");
        release.SetResult();
        await _reason.Task.Soon();

        _steps.Should().Equal("begins", "ends", "disconnect");
    }

    [Test]
    public async Task Disconnect_EventsBeforeIt_AreHandledFirst()
    {
        var busy = new TaskCompletionSource();
        await StartAsync(prepare: server => server.OnConnection(socket =>
        {
            socket.On("busy", () => busy.Task);
            socket.On("e", (int number) => { _steps.Enqueue($"e{number}"); });
            socket.OnDisconnect(reason =>
            {
                _steps.Enqueue("disconnect");
                _reason.SetResult(reason);
            });
        }));
        var (client, socket) = await ConnectAsync();

        await client.SendAsync("""2["busy"]""", """2["e",1]""", """2["e",2]""", "1");
        await client.SynchroniseAsync();
        socket.Connected.Should().BeFalse();
        socket.Aborted.IsCancellationRequested.Should().BeTrue();
        _steps.Should().BeEmpty();
        busy.SetResult();
        await _reason.Task.Soon();

        _steps.Should().Equal("e1", "e2", "disconnect");
    }

    [Test]
    public async Task Disconnect_DuringTheConnectionHandler_ComesAfterIt()
    {
        var release = new TaskCompletionSource();
        await StartAsync(prepare: server => server.OnConnection(async socket =>
        {
            await release.Task;
            _steps.Enqueue("connection");
            socket.OnDisconnect(reason =>
            {
                _steps.Enqueue("disconnect");
                _reason.SetResult(reason);
            });
        }));
        var client = await OpenAsync();
        await client.ConnectAsync();

        await client.SendAsync("1");
        await client.SynchroniseAsync();
        release.SetResult();
        await _reason.Task.Soon();

        _steps.Should().Equal("connection", "disconnect");
    }

    [Test]
    public async Task Handler_Throws_OthersRunAndRoomsAreLeft([Values("disconnecting", "disconnect")] string which)
    {
        await StartAsync(prepare: server => server.OnConnection(socket =>
        {
            if (which == "disconnecting")
            {
                socket.OnDisconnecting(_ => throw new InvalidOperationException("broken"));
            }
            else
            {
                socket.OnDisconnect(_ => throw new InvalidOperationException("broken"));
            }

            socket.OnDisconnecting(_ => _steps.Enqueue("disconnecting"));
            socket.OnDisconnect(_ => _steps.Enqueue("disconnect"));
        }));
        Host.Log.Expect("SocketHandlerFailed");
        var (client, socket) = await ConnectAsync();
        await socket.JoinAsync("lobby");

        await client.SendAsync("1");
        await Host.Log.WaitForAsync("SocketHandlerFailed");

        await Patience.UntilAsync(() => _steps.Count == 2);
        _steps.Should().Equal("disconnecting", "disconnect");
        Server.Sockets.RoomNames.Should().BeEmpty();
    }

    [Test]
    public async Task Handlers_SeveralAsynchronous_RunInTheirOrder()
    {
        await StartAsync(prepare: server => server.OnConnection(socket =>
        {
            for (var i = 0; i < 3; i++)
            {
                var number = i;
                socket.OnDisconnect(async _ =>
                {
                    await Task.Yield();
                    _steps.Enqueue($"{number}");
                });
            }

            socket.OnDisconnect(_reason.SetResult);
        }));
        var (client, _) = await ConnectAsync();

        await client.SendAsync("1");
        await _reason.Task.Soon();

        _steps.Should().Equal("0", "1", "2");
    }

    [Test]
    public async Task OnDisconnect_Null_Throws()
    {
        await StartAsync();
        var (_, socket) = await ConnectAsync();

        ((Action)(() => socket.OnDisconnect((Action<DisconnectReason>)null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => socket.OnDisconnect((Func<DisconnectReason, Task>)null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => socket.OnDisconnecting((Action<DisconnectReason>)null!))).Should().Throw<ArgumentNullException>();
        ((Action)(() => socket.OnDisconnecting((Func<DisconnectReason, Task>)null!))).Should().Throw<ArgumentNullException>();
    }
}
