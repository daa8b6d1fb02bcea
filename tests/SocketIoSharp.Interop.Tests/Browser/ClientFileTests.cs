using System.Net;
using System.Net.Http.Headers;
using SocketIoSharp.Interop.Tests.Servers;

namespace SocketIoSharp.Interop.Tests.Browser;

/// <summary>The JavaScript client as files over HTTP: exactly those of its package.</summary>
internal sealed class ClientFileTests
{
    private static readonly string[] Files =
    [
        "socket.io.js", "socket.io.js.map", "socket.io.min.js", "socket.io.min.js.map",
        "socket.io.esm.min.js", "socket.io.esm.min.js.map", "socket.io.msgpack.min.js", "socket.io.msgpack.min.js.map",
    ];

    [OneTimeSetUp]
    public void RequireClients() => Requirements.NodeWith(Repository.ClientsFolder);

    [TestCaseSource(nameof(Files))]
    public async Task File_Downloaded_IsThatOfThePackage(string file)
    {
        await using var server = await InteropServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Url };
        using var response = await http.GetAsync(new Uri("/socket.io/" + file, UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().Should().Be(file.EndsWith(".map", StringComparison.Ordinal)
            ? "application/json; charset=utf-8"
            : "application/javascript; charset=utf-8");
        var served = await response.Content.ReadAsByteArrayAsync();
        var original = await File.ReadAllBytesAsync(Path.Combine(Repository.ClientsFolder, "node_modules", "socket.io-client", "dist", file));
        served.AsSpan().SequenceEqual(original).Should().BeTrue("{0} must be byte for byte that of the package", file);
    }

    [TestCase("")]
    [TestCase("W/")]
    public async Task File_KnownToTheBrowser_IsNotSentAgain(string prefix)
    {
        await using var server = await InteropServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Url };
        using var first = await http.GetAsync(new Uri("/socket.io/socket.io.js", UriKind.Relative));
        first.Headers.ETag!.Tag.Should().Be("\"4.8.4\"");
        first.Headers.CacheControl!.ToString().Should().Be("public, max-age=0");

        using var again = new HttpRequestMessage(HttpMethod.Get, "/socket.io/socket.io.js");
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(prefix + first.Headers.ETag.Tag));
        using var second = await http.SendAsync(again);
        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).Should().BeEmpty();

        using var other = new HttpRequestMessage(HttpMethod.Get, "/socket.io/socket.io.js");
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"4.8.3\""));
        using var third = await http.SendAsync(other);
        third.StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
