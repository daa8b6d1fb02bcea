using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace SocketIoSharp.Server.Tests.AspNetCore;

/// <summary>Compression by ASP.NET Core's middlewares, byte by byte.</summary>
internal sealed class CompressedBodyTests : ServerFixture
{
    [TestCase(true, Description = "The engine compresses, and the middleware leaves that alone.")]
    [TestCase(false, Description = "The middleware compresses.")]
    public async Task ResponseCompression_LargePoll_IsCompressedOnce(bool byTheEngine)
    {
        await StartAppAsync(
            builder =>
            {
                builder.Services.AddSocketIo(options => options.Engine.HttpCompression = byTheEngine ? new() : null);
                builder.Services.AddResponseCompression();
            },
            app =>
            {
                app.UseResponseCompression();
                app.MapSocketIo();
            });
        var client = await OpenAsync(WireClient.Polling);
        await client.ConnectAsync();
        var text = new string('x', 10_000);
        await Server.EmitAsync("large", text);
        using var http = new HttpClient(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, ((PollingWire)client.Engine).Target);
        request.Headers.Add("Accept-Encoding", "gzip");

        using var response = await http.SendAsync(request);

        response.Content.Headers.ContentEncoding.Should().Equal("gzip");
        var compressed = await response.Content.ReadAsByteArrayAsync();
        compressed.Length.Should().BeLessThan(1000);
        using var plain = new StreamReader(new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress));
        (await plain.ReadToEndAsync()).Should().Be($"42[\"large\",\"{text}\"]");
    }

    [Test]
    public async Task RequestDecompression_CompressedPost_IsRead()
    {
        await StartDecompressingAsync();
        var client = await OpenAsync(WireClient.Polling);

        using var response = await PostAsync(client, "40");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        await client.ReceiveConnectAsync();
    }

    [Test]
    public async Task RequestDecompression_BombBeyondTheLimit_Is413()
    {
        await StartDecompressingAsync();
        var client = await OpenAsync(WireClient.Polling);

        using var response = await PostAsync(client, "4" + new string('x', 2_000_000));

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    private Task StartDecompressingAsync() => StartAppAsync(
        builder =>
        {
            builder.Services.AddSocketIo();
            builder.Services.AddRequestDecompression();
        },
        app =>
        {
            app.UseRequestDecompression();
            app.MapSocketIo();
        });

    private static async Task<HttpResponseMessage> PostAsync(SocketWire client, string body)
    {
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(body));
        }

        using var content = new ByteArrayContent(compressed.ToArray());
        content.Headers.ContentType = new("text/plain");
        content.Headers.ContentEncoding.Add("gzip");
        return await ((PollingWire)client.Engine).PostAsync(content);
    }
}
