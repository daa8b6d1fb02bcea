using StackExchange.Redis;

namespace SocketIoSharp.Redis.Streams;

/// <summary>An entry of a stream as Redis gives it. What is not there is empty.</summary>
internal readonly record struct StreamEntry(StreamPosition Position, RedisValue Sender, RedisValue Namespace, RedisValue Type, RedisValue Data, RedisValue Number)
{
    /// <summary>Reads what <c>XRANGE</c> answers, and <c>XREAD</c> for one stream. What is no entry is left out.</summary>
    public static List<StreamEntry> ReadAll(RedisResult entries)
    {
        var read = new List<StreamEntry>();
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i] is { Length: 2 } entry && StreamPosition.TryParse((string?)entry[0], out var position))
            {
                read.Add(Read(position, entry[1]));
            }
        }

        return read;
    }

    private static StreamEntry Read(StreamPosition position, RedisResult fields)
    {
        var entry = new StreamEntry { Position = position };
        for (var i = 0; i + 1 < fields.Length; i += 2)
        {
            var name = ((ReadOnlyMemory<byte>)(RedisValue)fields[i]).Span;
            var value = (RedisValue)fields[i + 1];
            entry = name.SequenceEqual("uid"u8) ? entry with { Sender = value }
                : name.SequenceEqual("nsp"u8) ? entry with { Namespace = value }
                : name.SequenceEqual("type"u8) ? entry with { Type = value }
                : name.SequenceEqual("data"u8) ? entry with { Data = value }
                : name.SequenceEqual("id"u8) ? entry with { Number = value }
                : entry;
        }

        return entry;
    }
}
