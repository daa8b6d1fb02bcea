using System.Text;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>What comes from the broker and is none of ours.</summary>
internal sealed class ForeignMessageTests : ClusterFixture
{
    private static readonly string Deep = new string('[', 5000) + new string(']', 5000);

    private static IEnumerable<TestCaseData> Garbage()
    {
        yield return Case("nothing", string.Empty);
        yield return Case("text", "hello");
        yield return Case("an array", "[1,2,3]");
        yield return Case("JSON cut off", """{"uid":"x","nsp":"/","type":3,"data":{"packet":{"ty""");
        yield return Case("no type", """{"uid":"x","nsp":"/"}""");
        yield return Case("a type of the future", """{"uid":"x","nsp":"/","type":99,"data":{}}""");
        yield return Case("a type that is text", """{"uid":"x","nsp":"/","type":"3","data":{}}""");
        yield return Case("a type beyond numbers", """{"uid":"x","nsp":"/","type":1e99}""");
        yield return Case("a broadcast of nothing", """{"uid":"x","nsp":"/","type":3,"data":{"opts":{"rooms":[],"except":[],"flags":{}}}}""");
        yield return Case("a broadcast without data", """{"uid":"x","nsp":"/","type":3}""");
        yield return Case("a broadcast of no event", """{"uid":"x","nsp":"/","type":3,"data":{"packet":{"type":4,"data":["x"]},"opts":{"rooms":[],"except":[]}}}""");
        yield return Case("an event that is an object", """{"uid":"x","nsp":"/","type":3,"data":{"packet":{"type":2,"data":{"a":1}},"opts":{}}}""");
        yield return Case("an event without a name", """{"uid":"x","nsp":"/","type":3,"data":{"packet":{"type":2,"data":[{}]},"opts":{}}}""");
        yield return Case("rooms that are no array", """{"uid":"x","nsp":"/","type":4,"data":{"opts":{"rooms":7},"rooms":["a"]}}""");
        yield return Case("rooms that are objects", """{"uid":"x","nsp":"/","type":4,"data":{"opts":{"rooms":[{}]},"rooms":["a"]}}""");
        yield return Case("data that is text", """{"uid":"x","nsp":"/","type":7,"data":"x"}""");
        yield return Case("half of a character", """{"uid":"\ud800","nsp":"/","type":3}""");
        yield return Case("nested too deep", "{\"uid\":\"x\",\"nsp\":\"/\",\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":[\"x\"," + Deep + "]},\"opts\":{}}}");
        yield return Case("larger than may be", "{\"uid\":\"x\",\"nsp\":\"/\",\"type\":2,\"more\":\"" + new string('x', 20_000) + "\"}");
        yield return Case("MessagePack cut off", "\u0082");
        yield return Case("a socket list that is none", """{"uid":"x","nsp":"/","type":8,"data":{"requestId":"r","sockets":{}}}""");
    }

    [TestCaseSource(nameof(Garbage))]
    public async Task Message_ThatIsNone_IsIgnoredAndReportedAndNothingElseHappens(string message)
    {
        Options.MaxMessageBytes = 10_000;
        await StartBothAsync();
        var (here, socket) = await ConnectAsync();

        Bus.Send(Encoding.Latin1.GetBytes(message));

        await Host.Log.WaitForAsync("ClusterMessageRefused");
        await ExpectNothingAsync(here, socket);
        await Other.EmitAsync("still there");
        await here.ExpectAsync("""2["still there"]""");
    }

    [Test]
    public async Task Garbage_InATorrent_IsLoggedOnce()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        for (var i = 0; i < 1000; i++)
        {
            Bus.Send(new byte[] { 0xC1 });
        }

        await Other.EmitAsync("after");

        await here.ExpectAsync("""2["after"]""");
        Host.Log.Entries.Count(entry => entry.Id.Name == "ClusterMessageRefused").Should().Be(1);
        await Host.Log.WaitForAsync("ClusterMessageRefused");
    }

    [Test]
    public async Task Response_ToNothing_IsIgnored()
    {
        await StartBothAsync();
        var (here, socket) = await ConnectAsync();

        Bus.Send("""{"uid":"x","nsp":"/","type":12,"data":{"requestId":"0000000000000000","packet":1}}"""u8.ToArray());
        Bus.Send("""{"uid":"x","nsp":"/","type":8,"data":{"requestId":"0000000000000000","sockets":[]}}"""u8.ToArray());

        await ExpectNothingAsync(here, socket);
    }

    private static TestCaseData Case(string name, string message) => new TestCaseData(message).SetArgDisplayNames(name);
}
