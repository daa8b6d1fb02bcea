using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SocketIoSharp.Tests.Shared;

/// <summary>A client of revision 3 over long-polling. Reads both forms of an answer and sends text unless told otherwise.</summary>
internal sealed class V3PollingWire : WireClient
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = Patience.Limit };
    private readonly Queue<string> _received = new();
    private readonly Uri _server;
    private readonly string _query;

    private V3PollingWire(Uri server, string query)
    {
        _server = server;
        _query = query;
    }

    public Uri Target => new(_server, $"/socket.io/?EIO=3&transport=polling{_query}{(SessionId.Length > 0 ? "&sid=" + SessionId : string.Empty)}");

    public static async Task<V3PollingWire> OpenAsync(Uri server, string query = "")
    {
        var wire = new V3PollingWire(server, query);
        wire.ReadHandshake(await wire.ReceiveAsync());
        return wire;
    }

    public Task<HttpResponseMessage> GetAsync() => _http.GetAsync(Target);

    /// <summary>Makes a GET and expects an answer with packets.</summary>
    /// <returns>The body and its content type.</returns>
    public async Task<(byte[] Body, string ContentType)> PollAsync()
    {
        using var response = await GetAsync();
        var body = await response.Content.ReadAsByteArrayAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, "the server answered {0}", Encoding.UTF8.GetString(body));
        return (body, response.Content.Headers.ContentType!.ToString());
    }

    /// <summary>Makes a GET and expects an answer in text form.</summary>
    public async Task<string> PollTextAsync()
    {
        var (body, type) = await PollAsync();
        type.Should().Be("text/plain; charset=UTF-8");
        return Encoding.UTF8.GetString(body);
    }

    /// <summary>Makes a POST.</summary>
    /// <returns>The status and the body of the answer.</returns>
    public async Task<string> PostAsync(byte[] body, string contentType = "text/plain;charset=UTF-8")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var response = await _http.PostAsync(Target, content);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }

    /// <summary>Makes a POST that must be answered with <c>ok</c>.</summary>
    public async Task PostAsync(string body) => (await PostAsync(Encoding.UTF8.GetBytes(body))).Should().Be("200 ok");

    /// <summary>Makes a POST in binary form that must be answered with <c>ok</c>.</summary>
    public async Task PostOctetsAsync(params byte[] body) => (await PostAsync(body, "application/octet-stream")).Should().Be("200 ok");

    public override Task SendAsync(params string[] packets) => PostAsync(string.Concat(packets.Select(packet => $"{packet.Length}:{packet}")));

    public override Task SendAsync(byte[] message) => SendAsync("b4" + Convert.ToBase64String(message));

    /// <summary>Waits for the next packet; a binary one as <c>b4</c> and base64, whatever it came as.</summary>
    public override async Task<string> ReceiveAsync()
    {
        if (_received.Count == 0)
        {
            var (body, type) = await PollAsync();
            foreach (var packet in type == "application/octet-stream" ? SplitOctets(body) : SplitText(Encoding.UTF8.GetString(body)))
            {
                _received.Enqueue(packet);
            }
        }

        return _received.Dequeue();
    }

    public override async Task ReceiveCloseAsync()
    {
        var packet = await ReceiveAsync();
        (packet == "6" ? await ReceiveAsync() : packet).Should().Be("1");
    }

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> SplitText(string body)
    {
        for (var at = 0; at < body.Length;)
        {
            var colon = body.IndexOf(':', at);
            var length = int.Parse(body[at..colon], CultureInfo.InvariantCulture);
            at = colon + 1 + length;
            yield return body[(colon + 1)..at];
        }
    }

    private static IEnumerable<string> SplitOctets(byte[] body)
    {
        for (var at = 0; at < body.Length;)
        {
            var end = Array.IndexOf(body, (byte)0xFF, at);
            var data = body[(end + 1)..(end + 1 + body[(at + 1)..end].Aggregate(0, (value, digit) => (value * 10) + digit))];
            yield return body[at] == 0 ? Encoding.UTF8.GetString(data) : $"b{data[0]}{Convert.ToBase64String(data[1..])}";
            at = end + 1 + data.Length;
        }
    }
}
