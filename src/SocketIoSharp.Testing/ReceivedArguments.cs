using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Testing;

/// <summary>The arguments of an event or of an answer. Immutable.</summary>
public class ReceivedArguments
{
    private readonly byte[] _array;
    private readonly int _skipped;
    private readonly ReadOnlyMemory<byte>[] _attachments;
    private readonly JsonSerializerOptions _json;

    internal ReceivedArguments(ReadOnlyMemory<byte> array, ReadOnlyMemory<byte>[] attachments, int skipped, JsonSerializerOptions json)
    {
        _array = array.ToArray();
        _attachments = attachments;
        _skipped = skipped;
        _json = json;
        Count = CountElements() - skipped;
    }

    /// <summary>The number of arguments.</summary>
    public int Count { get; }

    /// <summary>Reads one argument. A byte array, also within an object, is binary that was received.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="JsonException">The argument is not of the shape of <typeparamref name="T"/>.</exception>
    public T? Get<T>(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var reader = Reader();
        reader.MoveNext();
        for (var i = 0; i < index + _skipped; i++)
        {
            reader.Skip();
            reader.MoveNext();
        }

        return reader.Read<T>();
    }

    /// <summary>One argument as JSON, binary replaced by placeholders.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    public JsonElement GetJson(int index) => Get<JsonElement>(index);

    /// <summary>The arguments as a JSON array, for messages.</summary>
    public override string ToString() => "[" + string.Join(',', Enumerable.Range(0, Count).Select(i => GetJson(i).GetRawText())) + "]";

    private ArgumentReader Reader() => new(_array, _attachments, _json);

    private int CountElements()
    {
        var reader = Reader();
        var count = 0;
        while (reader.MoveNext())
        {
            reader.Skip();
            count++;
        }

        return count;
    }
}
