using System.Text.Json;
using SocketIoSharp.Adapters;

namespace SocketIoSharp.Cluster;

/// <summary>Reads messages from the JSON of the JavaScript adapters. Throws at whatever is not of their form; unknown properties are ignored.</summary>
internal ref struct ClusterMessageReader
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly ReadOnlyMemory<byte>[] _attachments;
    private readonly int _maxDepth;
    private Utf8JsonReader _reader;
    private ReadOnlyMemory<byte> _packet;

    private ClusterMessageReader(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, int maxDepth)
    {
        (_json, _attachments, _maxDepth) = (json, attachments, maxDepth);
        _reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    public static ClusterMessage Whole(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, int maxDepth)
    {
        var reader = new ClusterMessageReader(json, attachments, maxDepth);
        return reader.ReadWhole();
    }

    public static ClusterMessage Data(ClusterMessage header, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, int maxDepth)
    {
        var reader = new ClusterMessageReader(json, attachments, maxDepth);
        reader._reader.Read();
        return reader.Complete(reader.ReadData(header));
    }

    /// <summary>Reads <c>{rooms, except, flags}</c>, on whose start the reader stands.</summary>
    public static BroadcastTarget ReadTarget(ref Utf8JsonReader reader)
    {
        var target = BroadcastTarget.Everyone;
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("rooms"u8))
            {
                target = target with { Rooms = ReadNames(ref reader) };
            }
            else if (reader.ValueTextEquals("except"u8))
            {
                target = target with { Except = ReadNames(ref reader) };
            }
            else if (reader.ValueTextEquals("flags"u8))
            {
                target = ReadFlags(ref reader, target);
            }
            else
            {
                Pass(ref reader);
            }
        }

        return target;
    }

    /// <summary>Reads an array of names, in front of which the reader stands. Numbers, which JavaScript allows for rooms, become text.</summary>
    public static List<string> ReadNames(ref Utf8JsonReader reader)
    {
        var names = new List<string>();
        reader.Read();
        if (reader.TokenType is JsonTokenType.Null)
        {
            return names;
        }

        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            names.Add(ReadName(ref reader));
        }

        return names;
    }

    /// <summary>Steps over the value of a property.</summary>
    public static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <exception cref="JsonException">The reader stands on something else.</exception>
    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
        {
            throw new JsonException($"{type} expected at byte {reader.TokenStartIndex}, but {reader.TokenType} is there.");
        }
    }

    /// <summary>Takes an event from a packet, <c>{type, data}</c>.</summary>
    public static OutgoingPacket ReadPacket(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, int maxDepth)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        var data = ReadOnlyMemory<byte>.Empty;
        var type = 0;
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                data = JsonValue.Take(ref reader, json);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.GetInt32();
            }
            else
            {
                Pass(ref reader);
            }
        }

        // Emits of binary are marked as binary events by some senders.
        return type is 2 or 5 ? Event(data, attachments, maxDepth) : throw new JsonException($"A broadcast holds a packet of type {type}, which is no event.");
    }

    /// <summary>Takes an event from its array.</summary>
    public static OutgoingPacket Event(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, int maxDepth)
    {
        var packet = new OutgoingPacket(json, attachments);
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        reader.Read();
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            throw new JsonException("An event has no name.");
        }

        return JsonValue.CountAttachments(json.Span, attachments.Length, maxDepth) == attachments.Length
            ? packet
            : throw new JsonException("Binary is somewhere else than in the event.");
    }

    private static BroadcastTarget ReadFlags(ref Utf8JsonReader reader, BroadcastTarget target)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.Null)
        {
            return target;
        }

        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("volatile"u8))
            {
                reader.Read();
                target = target with { IsVolatile = reader.TokenType is JsonTokenType.True };
            }
            else if (reader.ValueTextEquals("compress"u8))
            {
                reader.Read();
                target = target with { Compress = reader.TokenType is not JsonTokenType.False };
            }
            else if (reader.ValueTextEquals("timeout"u8))
            {
                reader.Read();
                target = target with { AckTimeout = ReadTimeout(ref reader) };
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        return target;
    }

    // What is no time of the sender's falls back on this server's own.
    private static TimeSpan? ReadTimeout(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.Number && reader.GetDouble() is >= 0 and < int.MaxValue and var milliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    private static string ReadName(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException("A room is neither a string nor a number."),
    };

    private ClusterMessage ReadWhole()
    {
        var message = new ClusterMessage { Type = 0 };
        _reader.Read();
        Expect(ref _reader, JsonTokenType.StartObject);
        while (_reader.Read() && _reader.TokenType is JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("type"u8))
            {
                _reader.Read();
                message = message with { Type = (ClusterMessageType)_reader.GetInt32() };
            }
            else if (_reader.ValueTextEquals("uid"u8))
            {
                _reader.Read();
                message = message with { NodeId = _reader.GetString() ?? string.Empty };
            }
            else if (_reader.ValueTextEquals("nsp"u8))
            {
                _reader.Read();
                message = message with { Namespace = _reader.GetString() ?? string.Empty };
            }
            else if (_reader.ValueTextEquals("data"u8))
            {
                _reader.Read();
                message = ReadData(message);
            }
            else
            {
                Pass(ref _reader);
            }
        }

        return Complete(message);
    }

    private ClusterMessage ReadData(ClusterMessage message)
    {
        if (_reader.TokenType is JsonTokenType.Null)
        {
            return message;
        }

        Expect(ref _reader, JsonTokenType.StartObject);
        while (_reader.Read() && _reader.TokenType is JsonTokenType.PropertyName)
        {
            message = ReadMember(message);
        }

        return message;
    }

    private ClusterMessage ReadMember(ClusterMessage message)
    {
        if (_reader.ValueTextEquals("packet"u8))
        {
            _packet = JsonValue.Take(ref _reader, _json);
        }
        else if (_reader.ValueTextEquals("opts"u8))
        {
            _reader.Read();
            return message with { Target = ReadTarget(ref _reader) };
        }
        else if (_reader.ValueTextEquals("requestId"u8))
        {
            _reader.Read();
            return message with { RequestId = _reader.GetString() };
        }
        else if (_reader.ValueTextEquals("rooms"u8))
        {
            return message with { Rooms = ReadNames(ref _reader) };
        }
        else if (_reader.ValueTextEquals("close"u8))
        {
            _reader.Read();
            message = message with { Close = _reader.TokenType is JsonTokenType.True };
            _reader.Skip();
        }
        else if (_reader.ValueTextEquals("clientCount"u8))
        {
            _reader.Read();
            return message with { ClientCount = Math.Max(0, _reader.GetInt32()) };
        }
        else if (_reader.ValueTextEquals("sockets"u8))
        {
            return message with { Sockets = JsonValue.Take(ref _reader, _json) };
        }
        else
        {
            Pass(ref _reader);
        }

        return message;
    }

    // What the packet is depends on the type, which may come behind it.
    private readonly ClusterMessage Complete(ClusterMessage message) => message.Type switch
    {
        ClusterMessageType.Broadcast => message with { Packet = ReadPacket(_packet, _attachments, _maxDepth) },
        ClusterMessageType.ServerSideEmit => message with { Packet = Event(_packet, _attachments, _maxDepth) },
        ClusterMessageType.ServerSideEmitResponse or ClusterMessageType.BroadcastAck => message with { Answer = new ClusterAnswer(_packet, _attachments) },
        ClusterMessageType.FetchSocketsResponse => message with { Sockets = SocketDescriptions.Inline(message.Sockets, _attachments, _maxDepth) },
        _ => message,
    };
}
