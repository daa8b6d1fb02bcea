namespace SocketIoSharp.Server.Tests.Limits;

/// <summary>How many answers a client may owe.</summary>
internal sealed class PendingAckLimitTests : LimitFixture
{
    [Test]
    public async Task MaxPendingAcks_OneMore_ThrowsAndSendsNothing()
    {
        await StartAsync(options => options.MaxPendingAcks = 2);
        var (client, socket) = await ConnectAsync();
        _ = socket.EmitWithAck("1");
        _ = socket.EmitWithAck("2");

        var asking = () => socket.EmitWithAck("3");

        asking.Should().Throw<InvalidOperationException>().WithMessage("*SocketIoOptions.MaxPendingAcks*");
        await client.ExpectRequestAsync("""["1"]""");
        await client.ExpectRequestAsync("""["2"]""");
        await ExpectNothingAsync(client, socket);
        await ExpectReportAsync("MaxPendingAcks");
    }

    [Test]
    public async Task MaxPendingAcks_OneIsAnswered_LetsOneMoreBeAsked()
    {
        await StartAsync(options => options.MaxPendingAcks = 1);
        var (client, socket) = await ConnectAsync();
        for (var i = 0; i < 3; i++)
        {
            var answer = socket.EmitWithAck("ask").As<int>();
            await client.SendAsync($"3{await client.ExpectRequestAsync("""["ask"]""")}[{i}]");
            (await answer.Soon()).Should().Be(i);
        }
    }

    [Test]
    public async Task MaxPendingAcks_TimeIsUp_LetsOneMoreBeAsked()
    {
        await StartAsync(options => options.MaxPendingAcks = 1);
        var (_, socket) = await ConnectAsync();
        for (var i = 0; i < 3; i++)
        {
            var answer = socket.Timeout(TimeSpan.FromSeconds(1)).EmitWithAck("ask").As<int>();
            Time.Advance(TimeSpan.FromSeconds(2));

            await ((Func<Task>)(async () => await answer.Soon())).Should().ThrowAsync<AckTimeoutException>();
        }
    }

    [Test]
    public async Task MaxPendingAcks_Broadcast_LeavesTheSocketOut()
    {
        await StartAsync(options => options.MaxPendingAcks = 1);
        var (busy, socket) = await ConnectAsync();
        var (free, _) = await ConnectAsync();
        _ = socket.EmitWithAck("1");
        await busy.ExpectRequestAsync("""["1"]""");

        var votes = Server.EmitWithAck("vote").As<int>();
        await free.SendAsync($"3{await free.ExpectRequestAsync("""["vote"]""")}[7]");

        (await votes.Soon()).Should().Equal(7);
        await ExpectNothingAsync(busy, socket);
    }
}
