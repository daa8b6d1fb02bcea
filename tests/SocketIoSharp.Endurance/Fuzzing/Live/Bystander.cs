using System.Globalization;
using System.Text;
using SocketIoSharp.Endurance.Fuzzing.Dialogues;
using SocketIoSharp.Protocol.SocketIo;
using SocketIoSharp.Protocol.Tests.WebSockets;

namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>A client that does everything right, all the time, and must not notice what others do: what it asks is answered, and nothing else ever comes.</summary>
internal sealed class Bystander(int port, PacketParser parser, Tokens.Mine token, bool isWebSocket) : IAsyncDisposable
{
    // Far more than an answer takes on a machine that has everything to do.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly PacketDecoder _decoder = parser.CreateDecoder();
    private readonly Queue<byte[]> _arrived = [];
    private WireConnection _connection = null!;
    private string _sid = string.Empty;

    /// <summary>How often it has asked and was answered.</summary>
    public int Answers { get; private set; }

    public async Task ConnectAsync()
    {
        _connection = await WireConnection.OpenAsync(port, token);
        var target = $"{WireRequest.Path}?EIO=4&transport={(isWebSocket ? "websocket" : "polling")}";
        await _connection.SendAsync(WireRequest.Of("GET", target, isWebSocket ? WireRequest.UpgradeHeaders : []), "GET");
        var opened = await NextAsync();
        opened = isWebSocket ? await NextAsync() : opened;
        _sid = Encoding.UTF8.GetString(opened.Body).Split('"')[3];
        await SendAsync(new Packet(PacketType.Connect, "/"));
        Require((await ReceiveAsync()).Type is PacketType.Connect, "was not let in");
    }

    /// <summary>Asks and is answered until it is told to stop.</summary>
    /// <exception cref="OracleException">Something else happened.</exception>
    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await AskAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync() => await _connection.EndAsync();

    private async Task AskAsync()
    {
        var word = string.Create(CultureInfo.InvariantCulture, $"{token.Text} {Answers}");
        await SendAsync(new Packet(PacketType.Event, "/", Answers, Encoding.UTF8.GetBytes($"[\"ask\",\"{word}\"]"), []));
        var answer = await ReceiveAsync();
        var json = Encoding.UTF8.GetString(answer.Json.Span);
        Require(answer.Type is PacketType.Ack && answer.AckId == Answers && json == $"[\"{word}\"]", $"asked {word} and got {answer.Type} {answer.AckId} {json}");
        Answers++;
    }

    private async Task SendAsync(Packet packet)
    {
        var group = parser.Encode(packet);
        await (group.HasText ? SendAsync(group.Text.ToArray(), isBinary: false) : SendAsync(group.Attachments[0].ToArray(), isBinary: true));
    }

    private async Task SendAsync(byte[] message, bool isBinary)
    {
        if (isWebSocket)
        {
            await _connection.WriteAsync(new ClientFrame(isBinary ? ClientFrame.Binary : ClientFrame.Text, message).ToBytes());
            return;
        }

        var body = isBinary ? Encoding.ASCII.GetBytes("b" + Convert.ToBase64String(message)) : message;
        await _connection.SendAsync(WireRequest.Of("POST", Target, [], body), "POST");
        var answer = await NextAsync();
        Require(answer is { Kind: WireEventKind.Response, Code: 200 }, $"posted and got {answer.Kind} {answer.Code}");
    }

    // Heartbeats are answered and not looked at.
    private async Task<Packet> ReceiveAsync()
    {
        while (true)
        {
            var message = await NextMessageAsync();
            if (message is [(byte)'2'])
            {
                await SendAsync("3"u8.ToArray(), isBinary: false);
                continue;
            }

            var isText = message.Length > 0 && message[0] == '4';
            var bytes = isText ? message[1..] : message is [(byte)'b', ..] ? Convert.FromBase64String(Encoding.ASCII.GetString(message, 1, message.Length - 1)) : message;
            var status = _decoder.Decode(bytes, !isText, out var packet, out var reason);
            Require(status is DecodeStatus.Complete, $"got {Encoding.UTF8.GetString(message)}: {reason}");
            return packet;
        }
    }

    private async Task<byte[]> NextMessageAsync()
    {
        if (isWebSocket)
        {
            var frame = await NextAsync();
            Require(frame is { Kind: WireEventKind.Frame, Code: 1 or 2 }, $"got {frame.Kind} {frame.Code}");
            return frame.Body;
        }

        if (_arrived.Count == 0)
        {
            await _connection.SendAsync(WireRequest.Of("GET", Target, []), "GET");
            var answer = await NextAsync();
            Require(answer is { Kind: WireEventKind.Response, Code: 200 }, $"polled and got {answer.Kind} {answer.Code}");
            foreach (var packet in Encoding.UTF8.GetString(answer.Body).Split('\u001e'))
            {
                _arrived.Enqueue(Encoding.UTF8.GetBytes(packet));
            }
        }

        return _arrived.Dequeue();
    }

    private async Task<WireEvent> NextAsync()
    {
        var found = await _connection.NextAsync(Patience);
        Require(found is not null, $"was not answered within {Patience.TotalSeconds:F0} seconds");
        return _connection.Fault is { } fault ? throw new OracleException(fault.Message) : found!.Value;
    }

    private string Target => $"{WireRequest.Path}?EIO=4&transport=polling&sid={_sid}";

    private void Require(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new OracleException($"A bystander over {(isWebSocket ? "a WebSocket" : "polling")} {what}, after {Answers} answers.");
        }
    }
}
