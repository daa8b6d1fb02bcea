using System.Text;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>A client of a dialogue: its connections, and what it has learned from the server and may say to it again.</summary>
internal sealed partial class FuzzClient(int port, Tokens.Mine token) : IAsyncDisposable
{
    private const string ClosePacket = "1";

    private readonly List<WireConnection> _connections = [];
    private readonly Dictionary<string, string> _learned = new(StringComparer.Ordinal);

    public WireConnection? WebSocket { get; set; }

    public WireConnection? Polls { get; set; }

    public WireConnection? Posts { get; set; }

    /// <summary>The request whose body is still being sent.</summary>
    public WireConnection? Unfinished { get; set; }

    /// <summary>The query with which the session was opened, which later requests repeat.</summary>
    public string Query { get; set; } = "EIO=4&transport=polling";

    public string Sid => _learned.GetValueOrDefault("sid", "none");

    public IEnumerable<OracleException> Faults => _connections.Select(connection => connection.Fault).OfType<OracleException>();

    public async Task<WireConnection> ConnectAsync()
    {
        var connection = await WireConnection.OpenAsync(port, token);
        _connections.Add(connection);
        return connection;
    }

    /// <summary>The connection, or a new one where there is none that could be used.</summary>
    public async Task<WireConnection> UsableAsync(WireConnection? connection) => connection is { IsEnded: false } ? connection : await ConnectAsync();

    /// <summary>Puts in what is only known now.</summary>
    public byte[] Fill(byte[] content)
    {
        if (Array.IndexOf(content, (byte)'{') < 0)
        {
            return content;
        }

        // Byte by byte, whether or not it is text.
        var text = Placeholder().Replace(Encoding.Latin1.GetString(content), match => match.Groups[1].Value switch
        {
            "token" => token.Text,
            var name => _learned.GetValueOrDefault(name, match.Value),
        });
        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>Remembers the ids that are in it.</summary>
    public void Learn(WireEvent received)
    {
        var text = Encoding.Latin1.GetString(received.Body);
        foreach (Match match in Ids().Matches(text))
        {
            // The first id is the session's; those behind it are of sockets.
            _ = _learned.TryAdd(match.Groups[1].Value, match.Groups[2].Value);
        }

        if (AckId().Match(text) is { Success: true } ack)
        {
            _learned["ack"] = ack.Groups[1].Value;
        }

        if (Offset().Match(text) is { Success: true } offset)
        {
            _learned["offset"] = offset.Groups[1].Value;
        }
    }

    /// <summary>Leaves: with a goodbye to a polling session, or as if the network were gone.</summary>
    public async Task LeaveAsync(bool saysGoodbye)
    {
        if (saysGoodbye && Sid != "none" && WebSocket is null)
        {
            var goodbye = await ConnectAsync();
            await goodbye.SendAsync(Dialogues.WireRequest.Of("POST", $"/socket.io/?EIO=4&transport=polling&sid={Uri.EscapeDataString(Sid)}", [], Encoding.ASCII.GetBytes(ClosePacket)), method: null);
            _ = await goodbye.NextAsync(TimeSpan.FromSeconds(1));
        }

        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.EndAsync();
        }
    }

    [GeneratedRegex(@"\{([a-z0-9.]+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("\"(sid|pid)\":\"([^\"]+)\"")]
    private static partial Regex Ids();

    [GeneratedRegex(@"42(?:/[^,]*,)?([0-9]+)\[")]
    private static partial Regex AckId();

    [GeneratedRegex("\"([A-Za-z0-9_.-]+)\"\\]$")]
    private static partial Regex Offset();
}
