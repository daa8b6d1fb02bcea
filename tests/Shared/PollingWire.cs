using System.Net;
using System.Text;

namespace SocketIoSharp.Tests.Shared;

/// <summary>A client over long-polling. Makes a GET when it has nothing more to read.</summary>
internal sealed class PollingWire : WireClient
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = Patience.Limit };
    private readonly Queue<string> _received = new();
    private readonly Uri _server;
    private readonly string _query;

    private PollingWire(Uri server, string query)
    {
        _server = server;
        _query = query;
    }

    public Uri Target => new(_server, $"/socket.io/?EIO=4&transport=polling{_query}{(SessionId.Length > 0 ? "&sid=" + SessionId : string.Empty)}");

    public static async Task<PollingWire> OpenAsync(Uri server, string query = "")
    {
        var wire = new PollingWire(server, query);
        wire.ReadHandshake(await wire.PollAsync());
        return wire;
    }

    /// <summary>Speaks for a session that was opened otherwise.</summary>
    public static PollingWire Resume(Uri server, string sessionId) => new(server, string.Empty) { SessionId = sessionId };

    /// <summary>Makes a GET.</summary>
    public Task<HttpResponseMessage> GetAsync() => _http.GetAsync(Target);

    /// <summary>Makes a GET and expects an answer with packets.</summary>
    public async Task<string> PollAsync()
    {
        using var response = await GetAsync();
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, "the server answered {0}", body);
        return body;
    }

    /// <summary>Makes a POST.</summary>
    public Task<HttpResponseMessage> PostAsync(HttpContent content) => _http.PostAsync(Target, content);

    public async Task PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "text/plain");
        using var response = await PostAsync(content);
        var answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK, "the server answered {0}", answer);
        answer.Should().Be("ok");
    }

    public override Task SendAsync(params string[] packets) => PostAsync(string.Join('\x1e', packets));

    public override Task SendAsync(byte[] message) => PostAsync("b" + Convert.ToBase64String(message));

    public override async Task<string> ReceiveAsync()
    {
        if (_received.Count == 0)
        {
            foreach (var packet in (await PollAsync()).Split('\x1e'))
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

    /// <summary>The server must know the session no more.</summary>
    public async Task ExpectUnknownAsync()
    {
        using var response = await GetAsync();
        (await response.Content.ReadAsStringAsync()).Should().Be("""{"code":1,"message":"Session ID unknown"}""");
        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
