using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Forwarding.Tests;

internal sealed class PollingTests : ClusterFixture
{
    [Test]
    public async Task SessionId_OfANode_BeginsWithItsCodeAndIsAsLongAsOthers()
    {
        var (owner, _, session, _) = await OpenElsewhereAsync();

        session.Id.Should().MatchRegex("^[A-Za-z0-9_-]{20}$").And.StartWith(owner.Code);
    }

    [Test]
    public async Task Poll_AtAnotherNode_GetsWhatTheOwnerHasQueued()
    {
        var (_, _, session, client) = await OpenElsewhereAsync();
        session.TrySend("hello");

        using var response = await client.GetAsync();

        (await response.Content.ReadAsStringAsync()).Should().Be("4hello");
        response.Content.Headers.ContentType!.ToString().Should().Be("text/plain; charset=UTF-8");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Test]
    public async Task Poll_NodesThatDoNotForward_IsRefused()
    {
        var (_, _, session, client) = await OpenElsewhereAsync(new NodeSetup { IsForwarding = false });
        session.TrySend("hello");

        await client.ExpectUnknownAsync();
    }

    [Test]
    public async Task Poll_NothingQueued_WaitsForIt()
    {
        var (_, _, session, client) = await OpenElsewhereAsync();

        var poll = client.PollAsync();
        await Task.WhenAny(poll, Task.Delay(50));
        poll.IsCompleted.Should().BeFalse();
        session.TrySend("late");

        (await poll.Soon()).Should().Be("4late");
    }

    [Test]
    public async Task Post_AtAnotherNode_IsDeliveredToTheOwner()
    {
        var (owner, _, _, client) = await OpenElsewhereAsync();

        await client.SendAsync("4one", "4two");
        await client.SendAsync([1, 2, 255]);

        new[] { await owner.MessageAsync(), await owner.MessageAsync(), await owner.MessageAsync() }.Should().Equal("one", "two", "bAQL/");
    }

    [Test]
    public async Task Requests_ThreeNodesInTurn_KeepTheOrderInBothDirections()
    {
        const int Count = 150;
        var (owner, second, session, client) = await OpenElsewhereAsync();
        var third = await StartNodeAsync();
        PollingWire[] clients = [client, ClientAt(owner, session.Id), ClientAt(third, session.Id)];

        var pushing = PushAsync();
        var polled = new List<string>();
        for (var turn = 0; polled.Count < Count; turn++)
        {
            session.TrySend(turn.ToString(CultureInfo.InvariantCulture));
            polled.AddRange((await clients[turn % clients.Length].PollAsync()).Split('\x1e'));
        }

        await pushing;
        polled.Should().Equal(Enumerable.Range(0, Count).Select(number => $"4{number}"));
        for (var number = 0; number < Count; number++)
        {
            (await owner.MessageAsync()).Should().Be($"{number}");
        }

        second.Server.SessionCount.Should().Be(0);
        third.Server.SessionCount.Should().Be(0);

        async Task PushAsync()
        {
            for (var number = 0; number < Count; number++)
            {
                await clients[(number + 1) % clients.Length].SendAsync($"4{number}");
            }
        }
    }

    [Test]
    public async Task Polls_TwoAtATimeAtDifferentNodes_AreAnsweredAsAtOneNode()
    {
        var (owner, _, session, client) = await OpenElsewhereAsync();
        var first = client.PollAsync();
        await WaitingPoll.UntilAsync(session);

        using var second = await ClientAt(owner, session.Id).GetAsync();

        second.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await second.Content.ReadAsStringAsync()).Should().BeEmpty();
        (await first.Soon()).Should().Be("1");
        (await owner.ClosedAsync()).Should().Be((CloseReason.TransportError, "overlap from client"));
    }

    [Test]
    public async Task Payloads_OfManyBytes_PassInBothDirections()
    {
        var (owner, _, session, client) = await OpenElsewhereAsync(new NodeSetup
        {
            Engine = options => options.HttpCompression = null,
            Services = services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 1000),
        });
        var text = new string('ä', 450_000);

        await client.SendAsync("4" + text);
        (await owner.MessageAsync()).Should().Be(text);

        session.TrySend(text);
        (await client.PollAsync()).Should().Be("4" + text);
    }

    [Test]
    public async Task Poll_ClientTakesGzip_GetsTheOwnersCompressedAnswer()
    {
        var (_, _, session, client) = await OpenElsewhereAsync();
        session.TrySend(new string('x', 5000));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.None });
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");

        using var response = await http.GetAsync(client.Target);

        response.Content.Headers.ContentEncoding.Should().Equal("gzip");
        await using var body = new System.IO.Compression.GZipStream(await response.Content.ReadAsStreamAsync(), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(body);
        (await reader.ReadToEndAsync()).Should().Be("4" + new string('x', 5000));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Post_MoreThanTheLimit_IsRefusedAndTheSessionGoesOn(bool isAnnounced)
    {
        var (owner, _, _, client) = await OpenElsewhereAsync(new NodeSetup { Engine = options => options.MaxHttpBufferSize = 1000 });
        using HttpContent content = isAnnounced ? new StringContent("4" + new string('x', 1000)) : new ChunkedContent("4" + new string('x', 1000));

        using var response = await client.PostAsync(content);

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        await client.SendAsync("4after");
        (await owner.MessageAsync()).Should().Be("after");
    }

    [Test]
    public async Task Post_InPieces_IsDeliveredWhole()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync();
        await using var raw = await RawConnection.OpenAsync(other.Url);

        await raw.SendHeadAsync("POST", $"/socket.io/?EIO=4&transport=polling&sid={session.Id}", "Content-Length: 6");
        await raw.SendAsync("4sl");
        await Task.Delay(50);
        await raw.SendAsync("ow!");

        (await owner.MessageAsync()).Should().Be("slow!");
        (await raw.ReceiveResponseAsync()).Body.Should().Be("ok");
    }

    [Test]
    public async Task Post_ClientLeavesInTheMiddle_EndsTheSessionAsAtOneNode()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync();
        await using var raw = await RawConnection.OpenAsync(other.Url);
        await raw.SendHeadAsync("POST", $"/socket.io/?EIO=4&transport=polling&sid={session.Id}", "Content-Length: 1000");
        await raw.SendAsync("4half");
        await Task.Delay(50);

        raw.Reset();

        (await owner.ClosedAsync()).Should().Be((CloseReason.TransportError, "data request connection closed prematurely"));
    }

    [Test]
    public async Task Poll_ClientLeaves_EndsTheSessionAsAtOneNode()
    {
        var (owner, other, session, _) = await OpenElsewhereAsync();
        await using var raw = await RawConnection.OpenAsync(other.Url);
        await raw.SendHeadAsync("GET", $"/socket.io/?EIO=4&transport=polling&sid={session.Id}");
        await WaitingPoll.UntilAsync(session);

        raw.Reset();

        (await owner.ClosedAsync()).Should().Be((CloseReason.TransportError, "poll connection closed prematurely"));
    }

    [Test]
    public async Task Session_ClosedByItsOwner_IsToldAtTheOtherNode()
    {
        var (_, _, session, client) = await OpenElsewhereAsync();
        var poll = client.PollAsync();
        await WaitingPoll.UntilAsync(session);

        session.Close();

        (await poll.Soon()).Should().Be("1");
        await client.ExpectUnknownAsync();
    }

    [Test]
    public async Task Session_ClosedByItsClient_EndsAtItsOwner()
    {
        var (owner, _, _, client) = await OpenElsewhereAsync();

        await client.SendAsync("1");

        (await owner.ClosedAsync()).Reason.Should().Be(CloseReason.TransportClose);
    }

    [Test]
    public async Task Session_OfADrainingNode_IsServed()
    {
        var (owner, _, session, client) = await OpenElsewhereAsync();
        owner.Server.StopAccepting();

        await client.SendAsync("4still here");
        (await owner.MessageAsync()).Should().Be("still here");
        session.TrySend("so am I");
        (await client.PollAsync()).Should().Be("4so am I");
    }

    [Test]
    public async Task Requests_OfRevision3_AreForwardedInItsForms()
    {
        var owner = await StartNodeAsync(new NodeSetup { Engine = options => options.AllowEio3 = true });
        var other = await StartNodeAsync(new NodeSetup { Engine = options => options.AllowEio3 = true });
        await Own(V3PollingWire.OpenAsync(owner.Url));
        var session = await owner.OpenedAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var target = new Uri(other.Url, $"/socket.io/?EIO=3&transport=polling&sid={session.Id}");

        using var content = new StringContent("4:4abc", Encoding.UTF8);
        using var post = await http.PostAsync(target, content);
        (await owner.MessageAsync()).Should().Be("abc");
        session.TrySend(new byte[] { 7, 8 });
        using var poll = await http.GetAsync(target);

        poll.Content.Headers.ContentType!.ToString().Should().Be("application/octet-stream");
        (await poll.Content.ReadAsByteArrayAsync()).Should().Equal(1, 3, 255, 4, 7, 8);
    }

    [TestCase("HEAD", HttpStatusCode.InternalServerError)]
    [TestCase("PUT", HttpStatusCode.InternalServerError)]
    public async Task Request_OfAnotherMethod_IsAnsweredAsAtOneNode(string method, HttpStatusCode status)
    {
        var (_, _, _, client) = await OpenElsewhereAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(new HttpMethod(method), client.Target);

        using var response = await http.SendAsync(request);

        response.StatusCode.Should().Be(status);
    }
}
