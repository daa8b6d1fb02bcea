using System.IO.Compression;
using System.Text;

namespace SocketIoSharp.EngineIo.Tests.Transports;

internal sealed class HttpCompressionTests : EngineFixture
{
    private static readonly HttpClient Http = new();

    [TestCase("gzip")]
    [TestCase("deflate")]
    public async Task Poll_LargeAnswer_IsCompressedAndStreamed(string encoding)
    {
        await StartAsync();
        var text = new string('x', 5000);

        using var response = await PollAsync(encoding, EngineHost.Message(text), EngineHost.Message("y"));

        response.Content.Headers.ContentEncoding.Should().Equal(encoding);
        response.Content.Headers.ContentType!.ToString().Should().Be("text/plain; charset=UTF-8");
        response.Content.Headers.ContentLength.Should().BeNull();
        response.Headers.TransferEncodingChunked.Should().BeTrue();
        response.Headers.GetValues("cache-control").Should().Equal("no-store");
        response.Headers.Vary.Should().BeEmpty();
        (await DecompressAsync(response)).Should().Be("4" + text + "\u001e4y");
    }

    [TestCase(1023, false)]
    [TestCase(1024, true)]
    public async Task Poll_Threshold_IsInclusiveAndOfTheWholePayload(int bytes, bool isCompressed)
    {
        await StartAsync();

        // Two packets with a digit each, and a separator between them.
        using var response = await PollAsync("gzip", EngineHost.Message(new string('a', 500)), EngineHost.Message(new string('b', bytes - 503)));

        response.Content.Headers.ContentEncoding.Should().HaveCount(isCompressed ? 1 : 0);
        response.Content.Headers.ContentLength.Should().Be(isCompressed ? null : bytes);
    }

    [Test]
    public async Task Poll_ThresholdZero_CompressesEverything()
    {
        await StartAsync(options => options.HttpCompression!.Threshold = 0);

        using var response = await PollAsync("gzip", EngineHost.Message("x"));

        (await DecompressAsync(response)).Should().Be("4x");
    }

    [Test]
    public async Task Poll_Level_ShowsInTheSize()
    {
        var random = new Random(1);
        var text = string.Concat(Enumerable.Range(0, 4000).Select(_ => (char)random.Next('a', 'e')));
        var sizes = new List<int>();
        foreach (var level in new[] { CompressionLevel.NoCompression, CompressionLevel.SmallestSize })
        {
            await StartAsync(options => options.HttpCompression!.Level = level);
            using var response = await PollAsync("gzip", EngineHost.Message(text));
            sizes.Add((await response.Content.ReadAsByteArrayAsync()).Length);
        }

        sizes[0].Should().BeGreaterThan(4000);
        sizes[1].Should().BeLessThan(2000);
    }

    [Test]
    public async Task Poll_NoPacketWantsIt_GoesOutAsItIs()
    {
        await StartAsync();

        using var response = await PollAsync("gzip", EngineHost.Message(new string('x', 5000)).WithoutCompression());

        response.Content.Headers.ContentEncoding.Should().BeEmpty();
    }

    [Test]
    public async Task Poll_OnePacketWantsIt_IsCompressed()
    {
        await StartAsync();

        using var response = await PollAsync("gzip", EngineHost.Message(new string('x', 5000)).WithoutCompression(), EngineHost.Message("y"));

        response.Content.Headers.ContentEncoding.Should().Equal("gzip");
    }

    [TestCase("br")]
    [TestCase("identity")]
    [TestCase("gzip;q=0")]
    public async Task Poll_NothingInCommon_GoesOutAsItIs(string accepted)
    {
        await StartAsync();

        using var response = await PollAsync(accepted, EngineHost.Message(new string('x', 5000)));

        response.Content.Headers.ContentLength.Should().Be(5001);
    }

    [Test]
    public async Task Poll_SwitchedOff_GoesOutAsItIs()
    {
        await StartAsync(options => options.HttpCompression = null);

        using var response = await PollAsync("gzip", EngineHost.Message(new string('x', 5000)));

        response.Content.Headers.ContentEncoding.Should().BeEmpty();
    }

    [Test]
    public async Task Handshake_LargeInitialPacket_IsCompressed()
    {
        await StartAsync(options => options.InitialPacket = new string('x', 5000));

        using var response = await GetAsync(new Uri(Host.Url, "/socket.io/?EIO=4&transport=polling"), "gzip");

        (await DecompressAsync(response)).Should().EndWith("xxx");
    }

    private static async Task<HttpResponseMessage> GetAsync(Uri target, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.Add("Accept-Encoding", accepted);

        // Reading the body at once would give it a length.
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<HttpResponseMessage> PollAsync(string accepted, params Protocol.Frames.FrameGroup[] packets)
    {
        var (client, session) = await OpenPollingAsync();
        foreach (var packet in packets)
        {
            session.TrySend(packet);
        }

        return await GetAsync(client.Target, accepted);
    }

    private static async Task<string> DecompressAsync(HttpResponseMessage response)
    {
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream stream = response.Content.Headers.ContentEncoding.Single() == "gzip"
            ? new GZipStream(body, CompressionMode.Decompress)
            : new ZLibStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
