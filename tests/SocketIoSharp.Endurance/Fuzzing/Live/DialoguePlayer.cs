using System.Globalization;
using System.Text;
using SocketIoSharp.Endurance.Fuzzing.Dialogues;

namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>Plays a dialogue: does what its steps say, in whatever state that finds the server, and looks at everything that comes back.</summary>
internal sealed class DialoguePlayer(int port, Tokens.Mine token, DialogueMutator mutator)
{
    // Only how long to wait before going on: nothing is wrong when nothing comes.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private readonly Dictionary<string, FuzzClient> _clients = [];
    private readonly List<string> _headers = [];
    private FuzzClient _client = new(port, token);
    private SendingManner _manner = new();

    /// <summary>Requests, frames and other pieces that were sent.</summary>
    public int Sent { get; private set; }

    /// <exception cref="OracleException">The server has done what it never may.</exception>
    public async Task PlayAsync(Dialogue dialogue, bool saysGoodbye)
    {
        _clients["main"] = _client;
        using var late = new CancellationTokenSource(Longest);
        foreach (var step in dialogue.Steps)
        {
            if (late.IsCancellationRequested)
            {
                break;
            }

            var content = _client.Fill(step.Content);
            if (!_manner.TryTake(step.Verb, content))
            {
                await DoAsync(step.Verb, content);
            }
        }

        foreach (var client in _clients.Values)
        {
            await client.LeaveAsync(saysGoodbye);
        }

        if (_clients.Values.SelectMany(client => client.Faults).FirstOrDefault() is { } fault)
        {
            throw new OracleException(fault.Message);
        }
    }

    private Task DoAsync(string verb, byte[] content) => verb switch
    {
        "client" => Choose(Encoding.UTF8.GetString(content)),
        "header" => Remember(content),
        "open" => OpenAsync(Encoding.Latin1.GetString(content)),
        "upgrade" => OpenWebSocketAsync(content.Length > 0 ? Encoding.Latin1.GetString(content) : Session("websocket")),
        ">" or ">part" when _client.WebSocket is not null => FrameAsync(verb == ">", opcode: 1, content),
        ">b" when _client.WebSocket is not null => FrameAsync(isFinal: true, opcode: 2, Bytes(Encoding.Latin1.GetString(content))),
        ">ping" => FrameAsync(isFinal: true, opcode: 9, content),
        "close" => FrameAsync(isFinal: true, opcode: 8, CloseCode(content)),
        ">frame" => SendFrameAsync(Hex(content)),
        ">" or ">part" or "post" => PostAsync(content),
        ">b" => PostAsync([(byte)'b', .. content]),
        "post-bytes" => PostAsync(Hex(content), "Content-Type: application/octet-stream"),
        "poll" => PollAsync(waits: true),
        "poll-start" => PollAsync(waits: false),
        "<" or "<b" or "poll-end" => ReceiveAsync(),
        "poll-abort" => EndAsync(_client.Polls),
        "drop" => EndAsync(_client.WebSocket),
        "post-start" => StartPostAsync(content),
        "post-more" => _client.Unfinished?.WriteAsync(content, _manner.Split) ?? Task.CompletedTask,
        "post-end" => WaitAsync(_client.Unfinished),
        "post-abort" => EndAsync(_client.Unfinished),
        "request" => RequestAsync(Encoding.Latin1.GetString(content)),
        "raw" => RawAsync(content),
        "wait" => Task.Delay(TimeSpan.FromMilliseconds(40)),
        _ => Task.CompletedTask,
    };

    private Task Choose(string name)
    {
        _client = _clients.TryGetValue(name, out var known) ? known : _clients[name] = new FuzzClient(port, token);
        return Task.CompletedTask;
    }

    private Task Remember(byte[] header)
    {
        _headers.Add(Encoding.Latin1.GetString(header));
        return Task.CompletedTask;
    }

    private async Task OpenAsync(string what)
    {
        var (transport, query) = what.Split(' ', 2) is [var first, var second] ? (first, second) : (what, $"EIO=4&transport={what}");
        if (transport == "websocket")
        {
            await OpenWebSocketAsync(query);
            return;
        }

        _client.Query = query;
        _client.Polls = await _client.UsableAsync(_client.Polls);
        await SendAsync(_client.Polls, "GET", $"{WireRequest.Path}?{query}", []);
        await WaitAsync(_client.Polls);
    }

    private async Task OpenWebSocketAsync(string query)
    {
        _client.WebSocket = await _client.ConnectAsync();
        await SendAsync(_client.WebSocket, "GET", $"{WireRequest.Path}?{query}", WireRequest.UpgradeHeaders);
        await WaitAsync(_client.WebSocket);
    }

    private async Task PollAsync(bool waits)
    {
        _client.Polls = await _client.UsableAsync(_client.Polls);
        await SendAsync(_client.Polls, "GET", $"{WireRequest.Path}?{Session()}", []);
        await (waits ? WaitAsync(_client.Polls) : Task.CompletedTask);
    }

    private async Task PostAsync(byte[] body, params string[] headers)
    {
        _client.Posts = await _client.UsableAsync(_client.Posts);
        await SendAsync(_client.Posts, "POST", $"{WireRequest.Path}?{Session()}", headers, body);
        await WaitAsync(_client.Posts);
    }

    private async Task StartPostAsync(byte[] content)
    {
        var blank = Array.IndexOf(content, (byte)' ');
        _client.Unfinished = await _client.ConnectAsync();
        var length = blank < 0 ? "20" : Encoding.Latin1.GetString(content, 0, blank);
        await SendAsync(_client.Unfinished, "POST", $"{WireRequest.Path}?{Session()}", [], content[(blank + 1)..], length);
    }

    private async Task RequestAsync(string what)
    {
        var (method, target) = what.Split(' ', 2) is [var first, var second] ? (first, second) : ("GET", what);
        var connection = await _client.ConnectAsync();
        await SendAsync(connection, method, target, []);
        await WaitAsync(connection);
    }

    private async Task RawAsync(byte[] content)
    {
        var connection = await _client.ConnectAsync();
        await connection.SendAsync(content, method: null, _manner.Split);
        Sent++;
        await WaitAsync(connection);
    }

    private Task FrameAsync(bool isFinal, int opcode, byte[] payload) =>
        SendFrameAsync(new Protocol.Tests.WebSockets.ClientFrame(opcode, payload) { IsFinal = isFinal }.ToBytes());

    private async Task SendFrameAsync(byte[] frame)
    {
        if (_client.WebSocket is { } connection)
        {
            Sent++;
            await connection.WriteAsync(_manner.Apply(frame, mutator, out _), _manner.Split);
            _manner = _manner.AfterSending();
        }
    }

    private async Task SendAsync(WireConnection connection, string method, string target, IEnumerable<string> headers, byte[]? body = null, string? length = null)
    {
        // Whatever may stand for something else there makes it a request that only the server can understand.
        var isPlain = length is null && _headers.Count == 0 && target.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 && method.All(char.IsAsciiLetterUpper);
        var bytes = _manner.Apply(WireRequest.Of(method, target, headers.Concat(_headers), body, length), mutator, out var isChanged);
        _headers.Clear();
        Sent++;
        await connection.SendAsync(bytes, isPlain && !isChanged ? method : null, _manner.Split);
        _manner = _manner.AfterSending();
    }

    private async Task ReceiveAsync()
    {
        if (_client.WebSocket is { IsEnded: false } webSocket)
        {
            await WaitAsync(webSocket);
        }
        else
        {
            await PollAsync(waits: true);
        }
    }

    private async Task WaitAsync(WireConnection? connection)
    {
        if (connection is not null && !_manner.TryHurry() && await connection.NextAsync(Patience) is { } received)
        {
            _client.Learn(received);

            // A handshake over a WebSocket is a response and a packet.
            if (received is { Kind: WireEventKind.Response, Code: 101 } && await connection.NextAsync(Patience) is { } packet)
            {
                _client.Learn(packet);
            }
        }
    }

    private static Task EndAsync(WireConnection? connection) => connection?.EndAsync(isReset: true) ?? Task.CompletedTask;

    private string Session(string transport = "polling") =>
        $"{_client.Query.Replace("transport=polling", "transport=" + transport, StringComparison.Ordinal)}&sid={_client.Sid}";

    private static byte[] CloseCode(byte[] content) =>
        ushort.TryParse(content, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? [(byte)(code >> 8), (byte)code] : content;

    private static byte[] Bytes(string base64)
    {
        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, buffer, out var count) ? buffer[..count] : Encoding.Latin1.GetBytes(base64);
    }

    private static byte[] Hex(byte[] content)
    {
        var text = Encoding.Latin1.GetString(content);
        return text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : content;
    }
}
