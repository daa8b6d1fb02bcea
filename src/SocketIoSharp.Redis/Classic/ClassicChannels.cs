using System.Text;
using SocketIoSharp.Cluster;
using StackExchange.Redis;

namespace SocketIoSharp.Redis.Classic;

/// <summary>The names of the channels of one namespace.</summary>
internal sealed class ClassicChannels(string key, string @namespace, string nodeId)
{
    private const string Special = "*?[]\\^-";

    /// <summary>Broadcasts. Those to one room go to a channel of that room, whose name starts with this one.</summary>
    public string Broadcast { get; } = $"{key}#{@namespace}#";

    /// <summary>Requests to all nodes. Its subscribers are counted to know how many nodes there are.</summary>
    public string Request { get; } = $"{key}-request#{@namespace}#";

    /// <summary>Answers that all nodes hear.</summary>
    public string Response { get; } = $"{key}-response#{@namespace}#";

    /// <summary>Answers to this node. That somebody listens tells the others its id.</summary>
    public string OwnResponse => ResponseTo(nodeId);

    /// <summary>
    /// Broadcasts and requests in one subscription, so that they are handled in the order in which they were sent: what comes by two subscriptions may overtake each other. The character in
    /// front of the namespace tells them from responses.
    /// </summary>
    public RedisChannel Incoming { get; } = new(IncomingPattern(key) + Escape(@namespace) + "#*", RedisChannel.PatternMode.Pattern);

    /// <summary>The response channels of all nodes.</summary>
    public RedisChannel AllResponses { get; } = new($"{Escape(key)}-response#{Escape(@namespace)}#*", RedisChannel.PatternMode.Pattern);

    public static RedisChannel Named(string name) => new(name, RedisChannel.PatternMode.Literal);

    /// <summary>Where a message for all nodes goes.</summary>
    public string For(ClusterMessage message) =>
        message is not { Type: ClusterMessageType.Broadcast, RequestId: null } ? Request
        : message.Target.Rooms.Count == 1 ? $"{Broadcast}{message.Target.Rooms[0]}#"
        : Broadcast;

    public string ResponseTo(string requesterId) => $"{Response}{requesterId}#";

    /// <summary>The room that a broadcast's channel names; empty when it names none.</summary>
    public string RoomOf(string channel) => channel.Length > Broadcast.Length ? channel[Broadcast.Length..^1] : string.Empty;

    /// <summary>The node whose response channel it is; <see langword="null"/> when it is the common one.</summary>
    public string? NodeOf(string channel) =>
        channel.Length > Response.Length + 1 && channel.StartsWith(Response, StringComparison.Ordinal) && channel[^1] == '#' ? channel[Response.Length..^1] : null;

    // "socket.io#" and "socket.io-request#", not "socket.io-response#".
    private static string IncomingPattern(string key)
    {
        var last = key[^1];
        return char.IsAscii(last) && !Special.Contains(last, StringComparison.Ordinal) ? $"{Escape(key[..^1])}*[{last}t]#" : $"{Escape(key)}*#";
    }

    // Clients choose the names of some namespaces.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (Special.Contains(character, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
