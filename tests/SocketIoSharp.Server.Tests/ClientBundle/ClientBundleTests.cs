using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using SocketIoSharp.EngineIo;

namespace SocketIoSharp.Server.Tests.ClientBundle;

internal sealed class ClientBundleTests : ServerFixture
{
    private static readonly EntityTagHeaderValue Tag = new("\"4.8.4\"");

    private readonly HttpClient _http = new();

    [SetUp]
    public void RequireBundle()
    {
        if (!typeof(SocketIoServer).Assembly.GetManifestResourceNames().Contains("ClientBundle.socket.io.js"))
        {
            Skip.Because("The server was built without the JavaScript client, because npm was not available: install Node.js and build again.");
        }
    }

    [TearDown]
    public void DisposeOfHttp() => _http.Dispose();

    [Test]
    public async Task Get_EveryFile_IsServed(
        [Values("socket.io", "socket.io.min", "socket.io.esm.min", "socket.io.msgpack.min")] string name, [Values] bool isMap)
    {
        await StartAsync();

        using var response = await GetAsync(name + (isMap ? ".js.map" : ".js"));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().Should().Be((isMap ? "application/json" : "application/javascript") + "; charset=utf-8");
        response.Headers.CacheControl!.ToString().Should().Be("public, max-age=0");
        response.Headers.ETag.Should().Be(Tag);
        var body = await response.Content.ReadAsStringAsync();
        if (isMap)
        {
            using var map = System.Text.Json.JsonDocument.Parse(body);
            map.RootElement.GetProperty("version").GetInt32().Should().Be(3);
            map.RootElement.GetProperty("sources").GetArrayLength().Should().BePositive();
        }
        else
        {
            body.Should().Contain("Socket.IO v4.8.4").And.EndWith($"//# sourceMappingURL={name}.js.map\n");
        }
    }

    [TestCase("gzip", "gzip")]
    [TestCase("gzip, deflate, br", "gzip")]
    [TestCase("br;q=1, gzip;q=0.5", "br")]
    [TestCase("deflate", "deflate")]
    [TestCase("*", "br")]
    [TestCase("zstd, identity", null)]
    [TestCase("br;q=0", null)]
    public async Task Get_AcceptedEncodings_TheBestIsUsed(string accepted, string? expected)
    {
        await StartAsync();
        using var plain = await GetAsync("socket.io.min.js");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Host.Url, "/socket.io/socket.io.min.js"));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var response = await _http.SendAsync(request);

        response.Content.Headers.ContentEncoding.SingleOrDefault().Should().Be(expected);
        await using var content = await response.Content.ReadAsStreamAsync();
        await using var decompressed = expected switch
        {
            "br" => new BrotliStream(content, CompressionMode.Decompress),
            "gzip" => new GZipStream(content, CompressionMode.Decompress),
            "deflate" => new ZLibStream(content, CompressionMode.Decompress),
            _ => content,
        };
        using var reader = new StreamReader(decompressed);
        (await reader.ReadToEndAsync()).Should().Be(await plain.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Get_NameWithPercentEncoding_IsTheEnginesBusiness()
    {
        await StartAsync();
        await using var connection = await RawConnection.OpenAsync(Host.Url);

        await connection.SendHeadAsync("GET", "/socket.io/socket%2Eio.js");

        (await connection.ReceiveResponseAsync()).Status.Should().Be(400, "names are compared letter by letter");
    }

    [TestCase("gzip", "gzip")]
    [TestCase("br", "br")]
    [TestCase("deflate", "deflate")]
    [TestCase("gzip, deflate, br", "gzip")]
    [TestCase("br;q=0.5, deflate;q=0.7", "deflate")]
    [TestCase("*", "br")]
    [TestCase("identity", null)]
    [TestCase("br;q=0", null)]
    public async Task Get_AcceptEncoding_IsCompressedAsTheClientLikesItBest(string accepted, string? expected)
    {
        await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Target("socket.io.min.js"));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var response = await _http.SendAsync(request);

        string.Join(',', response.Content.Headers.ContentEncoding).Should().Be(expected ?? "");
        var body = await response.Content.ReadAsStreamAsync();
        await using var plain = expected switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(plain);
        (await reader.ReadToEndAsync()).Should().Contain("Socket.IO v4.8.4").And.EndWith("//# sourceMappingURL=socket.io.min.js.map\n");
    }

    [Test]
    public async Task Get_Query_IsIgnored()
    {
        await StartAsync();

        using var response = await GetAsync("socket.io.min.js?v=1");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [TestCase("\"4.8.4\"", 304)]
    [TestCase("W/\"4.8.4\"", 304)]
    [TestCase("\"4.8.3\"", 200)]
    [TestCase("4.8.4", 200)]
    public async Task Get_IfNoneMatch_ComparesTheVersion(string tag, int status)
    {
        await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Target("socket.io.js"));
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);

        using var response = await _http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(status);
        var body = await response.Content.ReadAsByteArrayAsync();
        (body.Length == 0).Should().Be(status == 304);
    }

    [TestCase("gzip, deflate, br", "gzip")]
    [TestCase("br", "br")]
    [TestCase("*", "br")]
    [TestCase("deflate", "deflate")]
    [TestCase("gzip;q=0.1, br;q=0.9", "br")]
    [TestCase("identity", null)]
    [TestCase("gzip;q=0", null)]
    public async Task Get_AcceptEncoding_IsNegotiatedAsByTheReference(string accepted, string? expected)
    {
        await StartAsync();
        using var plain = await GetAsync("socket.io.min.js");
        var text = await plain.Content.ReadAsStringAsync();

        // Twice: the second time it is there already.
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Target("socket.io.min.js"));
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
            using var response = await _http.SendAsync(request).Soon();

            response.Content.Headers.ContentEncoding.Should().Equal(expected is null ? [] : [expected]);
            response.Headers.Vary.Should().BeEmpty();
            response.Headers.ETag.Should().Be(Tag);
            (response.Headers.TransferEncodingChunked == true).Should().Be(expected is not null);
            var body = await response.Content.ReadAsByteArrayAsync();
            Decompress(body, expected).Should().Be(text);
            (body.Length < text.Length / 2).Should().Be(expected is not null);
        }
    }

    [Test]
    public async Task Get_NotModified_HasNoEncodingAndNoLength()
    {
        await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Target("socket.io.js"));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
        request.Headers.TryAddWithoutValidation("If-None-Match", "\"4.8.4\"");

        using var response = await _http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.NotModified);
        response.Content.Headers.ContentEncoding.Should().BeEmpty();
        response.Content.Headers.ContentType.Should().BeNull();
        response.Headers.ETag.Should().BeNull();
    }

    [Test]
    public async Task Head_File_HasTheHeadersAndNoBody()
    {
        await StartAsync();
        using var whole = await GetAsync("socket.io.min.js");
        var length = (await whole.Content.ReadAsByteArrayAsync()).Length;
        await using var connection = await RawConnection.OpenAsync(Host.Url);

        await connection.SendAsync("HEAD /socket.io/socket.io.min.js HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");

        var response = System.Text.Encoding.UTF8.GetString(await connection.ReceiveUntilEndAsync());
        response.Should().StartWith("HTTP/1.1 200 OK\r\n").And.Contain($"Content-Length: {length}\r\n").And.Contain("ETag: \"4.8.4\"\r\n").And.EndWith("\r\n\r\n");
        response.Split("\r\n\r\n").Should().HaveCount(2).And.Subject.Last().Should().BeEmpty();
    }

    [TestCase("socket.io.esm.js")]
    [TestCase("socket.io.JS")]
    [TestCase("other.js")]
    [TestCase("socket.io.js/")]
    [TestCase("dist/socket.io.js")]
    [TestCase("socket.io.msgpack.js")]
    public async Task Get_UnknownFile_IsTheEnginesBusiness(string file)
    {
        await StartAsync();

        using var response = await GetAsync(file);

        await ExpectTransportUnknownAsync(response);
    }

    [Test]
    public async Task Get_ServeClientIsOff_IsTheEnginesBusiness()
    {
        await StartAsync(options => options.ServeClient = false);

        using var response = await GetAsync("socket.io.js");

        await ExpectTransportUnknownAsync(response);
    }

    [Test]
    public async Task Get_Cors_HeadersAreSetAndPreflightsAnswered()
    {
        await StartAsync(options => options.Engine.Cors = new EngineIoCors { Origin = "https://example.org" });

        using var response = await GetAsync("socket.io.js");
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("https://example.org");
        using var preflight = await _http.SendAsync(new HttpRequestMessage(HttpMethod.Options, Target("socket.io.js")));
        preflight.StatusCode.Should().Be(HttpStatusCode.NoContent);
        preflight.Headers.Contains("Access-Control-Allow-Methods").Should().BeTrue();
    }

    [Test]
    public async Task Get_AnotherPath_ServesItThereOnly()
    {
        await StartAsync(options => options.Path = "/chat/live/");

        using var there = await _http.GetAsync(new Uri(Host.Url, "/chat/live/socket.io.js"));
        there.StatusCode.Should().Be(HttpStatusCode.OK);
        using var here = await GetAsync("socket.io.js");
        here.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static string Decompress(byte[] body, string? encoding)
    {
        using var input = new MemoryStream(body);
        using Stream stream = encoding switch
        {
            "br" => new BrotliStream(input, CompressionMode.Decompress),
            "gzip" => new GZipStream(input, CompressionMode.Decompress),
            "deflate" => new ZLibStream(input, CompressionMode.Decompress),
            _ => input,
        };
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task ExpectTransportUnknownAsync(HttpResponseMessage response)
    {
        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Be("""{"code":0,"message":"Transport unknown"}""");
    }

    private Uri Target(string file) => new(Host.Url, "/socket.io/" + file);

    private Task<HttpResponseMessage> GetAsync(string file) => _http.GetAsync(Target(file)).Soon();
}
