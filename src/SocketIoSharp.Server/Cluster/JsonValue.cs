using System.Text.Json;

namespace SocketIoSharp.Cluster;

/// <summary>Looks at JSON values without reading them into objects.</summary>
internal static class JsonValue
{
    /// <summary>The bytes of the value that the reader stands in front of, and steps over it.</summary>
    public static ReadOnlyMemory<byte> Take(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        reader.Read();
        return TakeCurrent(ref reader, json);
    }

    /// <summary>The bytes of the value that the reader stands on, and steps to its end.</summary>
    public static ReadOnlyMemory<byte> TakeCurrent(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    /// <summary>The first element of an array; nothing when it has none.</summary>
    public static ReadOnlyMemory<byte> First(ReadOnlyMemory<byte> array, int maxDepth)
    {
        var reader = new Utf8JsonReader(array.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        reader.Read();
        reader.Read();
        return reader.TokenType is JsonTokenType.EndArray ? default : TakeCurrent(ref reader, array);
    }

    /// <summary>
    /// The number of attachments that a value with placeholders uses: one more than the highest number in them. They are numbered in the order
    /// of writing, so the first part of a larger value uses the first of them.
    /// </summary>
    public static int CountAttachments(ReadOnlySpan<byte> json, int available, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        var count = 0;
        while (count < available && reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals("_placeholder"u8)
                && reader.Read() && reader.TokenType is JsonTokenType.True
                && reader.Read() && reader.TokenType is JsonTokenType.PropertyName && reader.ValueTextEquals("num"u8)
                && reader.Read() && reader.TokenType is JsonTokenType.Number && reader.TryGetInt32(out var number) && number == count)
            {
                count++;
            }
        }

        return count;
    }
}
