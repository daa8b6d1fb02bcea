using System.Net;
using System.Text;

namespace SocketIoSharp.EngineIo.Tests.Transports;

/// <summary>The size of what a client may post.</summary>
internal sealed class PostBodyTests : EngineFixture
{
    private const int Limit = 10_000;

    [Test]
    public async Task Post_ExactlyTheLimit_IsDelivered([Values] bool chunked)
    {
        await StartAsync(options => options.MaxHttpBufferSize = Limit);
        var (client, session) = await OpenPollingAsync();

        (await PostAsync(client, Limit, chunked)).Should().Be(HttpStatusCode.OK);

        (await Handler.MessageAsync()).Should().HaveLength(Limit - 1);
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Post_OneByteMore_IsRefusedAndTheSessionGoesOn([Values] bool chunked)
    {
        await StartAsync(options => options.MaxHttpBufferSize = Limit);
        var (client, session) = await OpenPollingAsync();

        (await PostAsync(client, Limit + 1, chunked)).Should().Be(HttpStatusCode.RequestEntityTooLarge);

        await client.PostAsync("4next");
        (await Handler.MessageAsync()).Should().Be("next");
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Post_MuchMoreThanTheLimit_IsRefusedWithoutBeingRead([Values] bool chunked)
    {
        await StartAsync(options => options.MaxHttpBufferSize = Limit);
        var (client, session) = await OpenPollingAsync();
        var connection = await Own(RawConnection.OpenAsync(Host.Url));
        await connection.SendHeadAsync("POST", client.Target.PathAndQuery, chunked ? "Transfer-Encoding: chunked" : "Content-Length: 1000000000");
        await connection.SendAsync(chunked ? $"{2 * Limit:x}\r\n{new string('x', 2 * Limit)}" : "4");

        (await connection.ReceiveResponseAsync()).Status.Should().Be(413);
        session.IsOpen.Should().BeTrue();
    }

    [Test]
    public async Task Post_LimitCountsBytesNotCharacters_IsRefused()
    {
        await StartAsync(options => options.MaxHttpBufferSize = 100);
        var (client, _) = await OpenPollingAsync();

        using var content = new StringContent("4" + new string('€', 34), Encoding.UTF8);
        using var response = await client.PostAsync(content);

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Test]
    public async Task Post_WebServersOwnLimitIsSmaller_DoesNotCount()
    {
        await StartAsync(options => options.MaxHttpBufferSize = Limit, kestrel => kestrel.Limits.MaxRequestBodySize = 1000);
        var (client, _) = await OpenPollingAsync();

        (await PostAsync(client, Limit, chunked: false)).Should().Be(HttpStatusCode.OK);
        (await PostAsync(client, Limit, chunked: true)).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task Post_InManySmallPieces_IsPutTogether()
    {
        await StartAsync();
        var (client, _) = await OpenPollingAsync();
        var text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i},"));
        var connection = await Own(RawConnection.OpenAsync(Host.Url));
        await connection.SendHeadAsync("POST", client.Target.PathAndQuery, "Transfer-Encoding: chunked");
        foreach (var piece in $"4{text}".Chunk(97))
        {
            await connection.SendAsync($"{piece.Length:x}\r\n{new string(piece)}\r\n");
        }

        await connection.SendAsync("0\r\n\r\n");

        (await connection.ReceiveResponseAsync()).Body.Should().Be("ok");
        (await Handler.MessageAsync()).Should().Be(text);
    }

    [Test]
    public async Task Post_InvalidUtf8_IsReplaced()
    {
        await StartAsync();
        var (client, _) = await OpenPollingAsync();

        using var content = new ByteArrayContent([(byte)'4', (byte)'a', 0xFF, (byte)'b', 0xE2, 0x82]);
        using var response = await client.PostAsync(content);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        (await Handler.MessageAsync()).Should().Be("a\uFFFDb\uFFFD");
    }

    [Test]
    public async Task Post_ParseErrorBehindGoodPackets_DeliversThoseAndCloses()
    {
        await StartAsync();
        var (client, session) = await OpenPollingAsync();

        await client.SendAsync("41", "42", "x", "43");

        (await Handler.MessageAsync()).Should().Be("1");
        (await Handler.MessageAsync()).Should().Be("2");
        Handler.HasMessage.Should().BeFalse();
        await ExpectClosedAsync(session, CloseReason.ParseError);
    }

    private static async Task<HttpStatusCode> PostAsync(PollingWire client, int length, bool chunked)
    {
        HttpContent content = chunked ? new UnknownLengthContent(length) : new StringContent(Body(length), Encoding.UTF8, "text/plain");
        using (content)
        {
            using var response = await client.PostAsync(content).Soon();
            return response.StatusCode;
        }
    }

    private static string Body(int length) => "4" + new string('x', length - 1);

    private sealed class UnknownLengthContent(int length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var piece in Body(length).Chunk(1000))
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(piece));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
