using System.Text;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.PostgreSql.Tests;

/// <summary>What comes over the channel, or lies in the table, and is none of ours.</summary>
internal sealed class ForeignNotificationTests : ClusterFixture
{
    private static IEnumerable<TestCaseData> Garbage()
    {
        yield return Case("nothing", string.Empty);
        yield return Case("text", "hello");
        yield return Case("JSON cut off", """{"uid":"x","nsp":"/","type":3,"data":{"packet":{"ty""");
        yield return Case("a type of the future", """{"uid":"x","nsp":"/","type":99,"data":{}}""");
        yield return Case("nested deeply", new string('[', 3000) + new string(']', 3000));
        yield return Case("a stub cut off", """{"uid":"x","type":3,"attachmentId":"1""");
        yield return Case("a stub nested deeply", "{\"uid\":\"x\",\"attachmentId\":" + new string('[', 3000) + new string(']', 3000) + "}");
        yield return Case("a row that is not there", """{"uid":"x","type":3,"attachmentId":"4711"}""");
        yield return Case("a row of no number", """{"uid":"x","type":3,"attachmentId":"1; DROP TABLE socket_io_attachments"}""");
        yield return Case("a row beyond numbers", """{"uid":"x","type":3,"attachmentId":"99999999999999999999"}""");
        yield return Case("a row that is an object", """{"uid":"x","type":3,"attachmentId":{}}""");
        yield return Case("a row below zero", """{"uid":"x","type":3,"attachmentId":-1}""");
    }

    private static IEnumerable<TestCaseData> GarbageRows()
    {
        yield return new TestCaseData([null]).SetArgDisplayNames("nothing");
        yield return new TestCaseData(Array.Empty<byte>()).SetArgDisplayNames("no bytes");
        yield return new TestCaseData(new byte[] { 0xC1 }).SetArgDisplayNames("no MessagePack");
        yield return new TestCaseData(new byte[] { 0x81, 0xA3 }).SetArgDisplayNames("MessagePack cut off");
        yield return new TestCaseData(new byte[200_000]).SetArgDisplayNames("more than may be");
    }

    [TestCaseSource(nameof(Garbage))]
    public async Task Notification_ThatIsNone_IsIgnoredAndReportedAndTheNextIsHeard(string payload)
    {
        await StartBothAsync();
        var (here, socket) = await ConnectAsync();

        await NotifyAsync(payload);

        await Host.Log.WaitForAsync("ClusterMessageRefused");
        await ExpectNothingAsync(here, socket);
        await Other.EmitAsync("still there", new byte[] { 1 });
        await here.ExpectAsync("""51-["still there",{"_placeholder":true,"num":0}]""", "bAQ==");
        Host.Log.Entries.Should().NotContain(entry => entry.Id.Name == "BrokerLost");
    }

    [TestCaseSource(nameof(GarbageRows))]
    public async Task Row_ThatIsNoMessage_IsIgnoredAndReportedAndTheNextIsHeard(byte[]? payload)
    {
        await StartBothAsync(options => options.MaxMessageBytes = 100_000);
        var (here, socket) = await ConnectAsync();
        await ExecuteAsync("INSERT INTO socket_io_attachments (id, payload) VALUES (4711, $1)", payload is null ? DBNull.Value : payload);

        await NotifyAsync("""{"uid":"x","type":3,"attachmentId":"4711"}""");

        await Host.Log.WaitForAsync("ClusterMessageRefused");
        await ExpectNothingAsync(here, socket);
        await Other.EmitAsync("still there", new byte[] { 1 });
        await here.ExpectAsync("""51-["still there",{"_placeholder":true,"num":0}]""", "bAQ==");
    }

    [Test]
    public async Task Row_TakenForAnother_IsHandledAsWhatItIs()
    {
        await StartBothAsync();
        var (here, socket) = await ConnectAsync();
        await ExecuteAsync(
            "INSERT INTO socket_io_attachments (id, payload) VALUES (4711, $1)",
            new ClusterMessageCodec(1000, 64).WriteMessagePack(new ClusterMessage { Type = ClusterMessageType.Broadcast, Namespace = "/other", NodeId = "x", Packet = Event("[\"hi\"]") }));

        await NotifyAsync("""{"uid":"x","type":3,"attachmentId":"4711"}""");

        await ExpectNothingAsync(here, socket);
    }

    [Test]
    public async Task Table_IsGone_SmallMessagesGoOnAndOthersAreReported()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        await ExecuteAsync("DROP TABLE socket_io_attachments");

        await NotifyAsync("""{"uid":"x","type":3,"attachmentId":"1"}""");
        await Other.EmitAsync("lost", new byte[] { 1 });
        await Other.EmitAsync("small");

        await here.ExpectAsync("""2["small"]""");
        await Host.Log.WaitForAsync("ClusterMessageRefused");
        await OtherHost.Log.WaitForAsync("ClusterMessageLost");
    }

    [Test]
    public async Task Garbage_InATorrent_IsLoggedOnceAndHoldsNothingUp()
    {
        await StartBothAsync();
        var (here, _) = await ConnectAsync();
        await ExecuteAsync("""SELECT pg_notify('socket.io#/', '{"uid":"x","type":3,"attachmentId":"' || n || '"}') FROM generate_series(1, 1000) n""");
        await ExecuteAsync("SELECT pg_notify('socket.io#/', n::text) FROM generate_series(1, 1000) n");

        await Other.EmitAsync("after");

        await here.ExpectAsync("""2["after"]""");
        Host.Log.Entries.Count(entry => entry.Id.Name == "ClusterMessageRefused").Should().BeInRange(1, 2);
    }

    [Test]
    public async Task Channel_OfNobody_IsNotListenedTo()
    {
        await StartBothAsync();
        var name = "/gone";
        Server.Of(name);
        Other.Of(name);
        await NodesAsync(2, name);
        await Other.Of(name).Adapter.CloseAsync();
        var (there, socket) = await ConnectToOtherAsync();

        await Server.Of(name).EmitAsync("hello");
        await Server.EmitAsync("after");

        await there.ExpectAsync("""2["after"]""");
        await ExpectNothingAsync(there, socket);
    }

    private static SocketIoSharp.Adapters.OutgoingPacket Event(string json) => new(Encoding.UTF8.GetBytes(json));

    private static TestCaseData Case(string name, string payload) => new TestCaseData(payload).SetArgDisplayNames(name);
}
