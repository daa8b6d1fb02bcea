using System.Text.Encodings.Web;
using System.Text.Json;

namespace SocketIoSharp.Redis.Classic;

/// <summary>Looks at JSON without reading it into objects, and writes it.</summary>
internal static class ClassicJson
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Moves on to the next value.</summary>
    /// <exception cref="JsonException">It is of another kind.</exception>
    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException($"{type} expected at byte {reader.TokenStartIndex}, but {reader.TokenType} is there.");
        }
    }

    /// <summary>The bytes of the value that the reader stands on, and steps to its end.</summary>
    public static ReadOnlyMemory<byte> Take(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    /// <summary>The names in an array; numbers, which JavaScript allows for rooms, become text.</summary>
    /// <exception cref="JsonException">There is no array of names.</exception>
    public static List<string> Names(ReadOnlyMemory<byte> json)
    {
        var names = new List<string>();
        if (json.IsEmpty)
        {
            return names;
        }

        var reader = new Utf8JsonReader(json.Span);
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            names.Add(reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString()!,
                JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
                _ => throw new JsonException("A room is neither a string nor a number."),
            });
        }

        return names;
    }

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static void Names(Utf8JsonWriter writer, ReadOnlySpan<byte> property, IEnumerable<string> names)
    {
        writer.WriteStartArray(property);
        foreach (var name in names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }

    public static void Raw(Utf8JsonWriter writer, ReadOnlySpan<byte> property, ReadOnlyMemory<byte> json)
    {
        writer.WritePropertyName(property);
        writer.WriteRawValue(json.Span, skipInputValidation: true);
    }
}
