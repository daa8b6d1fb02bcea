using System.Globalization;
using System.Text;
using SocketIoSharp.Protocol.Frames;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>A session is upgraded in the middle of a thousand numbered packets in each direction.</summary>
internal sealed class UpgradeUnderTrafficTests : EngineFixture
{
    private const int Packets = 1000;

    [Test, Combinatorial]
    public async Task Upgrade_UnderTraffic_LosesDoublesAndReordersNothing([Values] bool withAttachments, [Values(1, 2, 3)] int round)
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();
        var progress = new Progress();
        var sending = Task.Run(() => SendNumberedAsync(session, progress, withAttachments));
        var receiving = Task.Run(() => ReceiveNumberedAsync(progress));

        var webSocket = await MoveAsync(client, progress, withAttachments);

        await Task.WhenAll(sending, receiving).Soon();
        await ReadAsync(webSocket, progress, withAttachments);
        progress.Received.Should().Be(Packets);
        session.TrySend(EngineHost.Message("end"));
        await webSocket.ExpectAsync("4end");
        Handler.HasMessage.Should().BeFalse();
        session.IsOpen.Should().BeTrue();
    }

    /// <summary>Polls and posts, upgrades in the middle, and sends the rest over the WebSocket.</summary>
    private async Task<WebSocketWire> MoveAsync(PollingWire client, Progress progress, bool withAttachments)
    {
        var isMoving = false;
        var polling = Task.Run(async () =>
        {
            while (!Volatile.Read(ref isMoving))
            {
                var body = await client.PollAsync();
                Take(body.Split('\x1e'), progress, withAttachments);
            }
        });

        await PostAsync(client, 0, 400, progress);
        var webSocket = await UpgradeAsync(client);
        await webSocket.SendAsync("2probe");
        await webSocket.ExpectAsync("3probe");

        // Stock clients hold back from here on; others need not.
        await PostAsync(client, 400, 600, progress);
        Volatile.Write(ref isMoving, true);
        await Time.AdvanceUntilAsync(polling, TimeSpan.FromMilliseconds(100));
        await webSocket.SendAsync("5");
        for (var i = 600; i < Packets; i++)
        {
            progress.Sent = i;
            await webSocket.SendAsync($"4{i}");
        }

        progress.Sent = Packets;
        return webSocket;
    }

    private static async Task PostAsync(PollingWire client, int from, int to, Progress progress)
    {
        for (var i = from; i < to; i += 4)
        {
            progress.Sent = i;
            await client.SendAsync($"4{i}", $"4{i + 1}", $"4{i + 2}", $"4{i + 3}");
        }
    }

    private static async Task ReadAsync(WebSocketWire webSocket, Progress progress, bool withAttachments)
    {
        while (progress.Received < Packets)
        {
            var packet = await webSocket.ReceiveAsync();
            Take(withAttachments ? [packet, await webSocket.ReceiveAsync()] : [packet], progress, withAttachments);
        }
    }

    /// <summary>Sends at the client's pace, so that the upgrade falls into the middle.</summary>
    private static async Task SendNumberedAsync(EngineSession session, Progress progress, bool withAttachments)
    {
        for (var i = 0; i < Packets; i++)
        {
            await Patience.UntilAsync(() => progress.Sent + 40 > i || progress.Sent == Packets);
            var number = Encoding.ASCII.GetBytes($"{i}");
            var group = FrameGroup.FromParts("4"u8, number, withAttachments ? [number] : []);
            session.TrySend(group).Should().BeTrue();
        }
    }

    private async Task ReceiveNumberedAsync(Progress progress)
    {
        for (var i = 0; i < Packets; i++)
        {
            (await Handler.MessageAsync()).Should().Be(i.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Take(string[] packets, Progress progress, bool withAttachments)
    {
        for (var i = 0; i < packets.Length; i += withAttachments ? 2 : 1)
        {
            if (packets[i] == "6")
            {
                continue;
            }

            var number = progress.Received++;
            packets[i].Should().Be($"4{number}");
            if (withAttachments)
            {
                packets[i + 1].Should().Be("b" + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{number}")), "attachments stay behind their text");
            }
        }
    }

    private sealed class Progress
    {
        private volatile int _sent;
        private volatile int _received;

        public int Sent
        {
            get => _sent;
            set => _sent = value;
        }

        public int Received
        {
            get => _received;
            set => _received = value;
        }
    }
}
