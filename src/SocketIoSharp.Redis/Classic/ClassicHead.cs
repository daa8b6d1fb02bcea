using System.Text.Json;
using SocketIoSharp.Cluster;

namespace SocketIoSharp.Redis.Classic;

/// <summary>What the outermost object of a request or a response says. Its values are slices of the message.</summary>
internal readonly record struct ClassicHead
{
    public int? Type { get; init; }

    /// <summary>Who has sent it; empty when it does not tell.</summary>
    public string NodeId { get; init; }

    public string? RequestId { get; init; }

    public bool HasTarget { get; init; }

    /// <summary>The event for the nodes, or a node's answer.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    public ReadOnlyMemory<byte> Rooms { get; init; }

    public bool HasSockets { get; init; }

    /// <summary>The one socket that old versions mean, by its id.</summary>
    public string? SocketId { get; init; }

    /// <summary>The one room that old versions name.</summary>
    public string? Room { get; init; }

    public bool Close { get; init; }

    /// <summary>Whether it answers what only old versions ask: which rooms there are, or that one socket joins, leaves or is disconnected.</summary>
    public bool IsAboutOldRequest => Type is null && RequestId is not null && !HasSockets;

    /// <exception cref="JsonException">It is no object, or malformed.</exception>
    /// <exception cref="InvalidOperationException">A value is of another kind.</exception>
    public static ClassicHead Read(ReadOnlyMemory<byte> json, int maxDepth)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        var head = new ClassicHead { NodeId = string.Empty };
        ClassicJson.Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            head = Member(head, ref reader, json);
        }

        // To the end: what is behind it is no part of a message.
        reader.Read();
        return head;
    }

    private static ClassicHead Member(ClassicHead head, ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var name = reader.GetString();
        reader.Read();
        switch (name)
        {
            case "type":
                return head with { Type = reader.GetInt32() };
            case "uid":
                return head with { NodeId = reader.GetString() ?? string.Empty };
            case "requestId":
                return head with { RequestId = reader.GetString() };
            case "sid":
                return head with { SocketId = reader.GetString() };
            case "room":
                return head with { Room = reader.GetString() };
            case "data":
                return head with { Data = ClassicJson.Take(ref reader, json) };
            case "rooms":
                return head with { Rooms = ClassicJson.Take(ref reader, json) };
            case "opts":
                reader.Skip();
                return head with { HasTarget = true };
            case "sockets":
                reader.Skip();
                return head with { HasSockets = true };
            case "close":
                head = head with { Close = reader.TokenType is JsonTokenType.True };
                reader.Skip();
                return head;
            default:
                reader.Skip();
                return head;
        }
    }

    /// <summary>The header of the message that it is.</summary>
    public ClusterMessage ToMessage(ClusterMessageType type, string @namespace) => new() { Type = type, NodeId = NodeId, Namespace = @namespace, RequestId = RequestId };
}
