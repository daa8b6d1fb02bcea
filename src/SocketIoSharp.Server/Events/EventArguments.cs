using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp;

/// <summary>
/// The arguments of an event before they are of any type: for handlers that accept different shapes or pass on what they get. Immutable; may be kept.
/// </summary>
public sealed class EventArguments
{
    private readonly byte[] _json;
    private readonly Range[] _elements;
    private readonly ReadOnlyMemory<byte>[] _attachments;
    private readonly JsonSerializerOptions _options;

    private EventArguments(byte[] json, Range[] elements, ReadOnlyMemory<byte>[] attachments, JsonSerializerOptions options)
    {
        _json = json;
        _elements = elements;
        _attachments = attachments;
        _options = options;
    }

    /// <summary>The number of arguments.</summary>
    public int Count => _elements.Length;

    /// <summary>Reads one argument.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="JsonException">The argument is not of the shape of <typeparamref name="T"/>.</exception>
    public T? Get<T>(int index)
    {
        // An array of one element, as a reader expects it.
        var element = Raw(index);
        var array = new byte[element.Length + 2];
        array[0] = (byte)'[';
        element.CopyTo(array.AsSpan(1));
        array[^1] = (byte)']';
        var reader = new ArgumentReader(array, _attachments, _options);
        reader.MoveNext();
        return reader.Read<T>();
    }

    /// <summary>Reads one argument, if it is there, not null, and of the shape of <typeparamref name="T"/>.</summary>
    public bool TryGet<T>(int index, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (index < 0 || index >= Count)
        {
            return false;
        }

        try
        {
            value = Get<T>(index);
            return value is not null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    /// <summary>One argument as JSON, binary replaced by placeholders.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    public JsonElement GetJson(int index)
    {
        var reader = new Utf8JsonReader(Raw(index), new JsonReaderOptions { MaxDepth = _options.MaxDepth });
        return JsonElement.ParseValue(ref reader);
    }

    /// <summary>The arguments from <paramref name="start"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The start is negative.</exception>
    public EventArguments Skip(int start)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        return new EventArguments(_json, _elements[Math.Min(start, Count)..], _attachments, _options);
    }

    /// <summary>The first <paramref name="count"/> arguments, or all if there are fewer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public EventArguments Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new EventArguments(_json, _elements[..Math.Min(count, Count)], _attachments, _options);
    }

    /// <summary>Takes the arguments of an event: the array without its first element, the name.</summary>
    internal static EventArguments OfEvent(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, JsonSerializerOptions options) =>
        OfAck(json, attachments, options).Skip(1);

    /// <summary>Takes the arguments of an answer: the whole array.</summary>
    internal static EventArguments OfAck(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, JsonSerializerOptions options) =>
        Owning(json.ToArray(), attachments, options);

    /// <summary>Takes a whole array, which nobody changes any more.</summary>
    internal static EventArguments Owning(byte[] json, ReadOnlyMemory<byte>[] attachments, JsonSerializerOptions options) =>
        new(json, FindElements(json, options.MaxDepth), attachments, options);

    /// <summary>Writes arguments, or one null where there are none.</summary>
    internal static void WriteTo(PayloadWriter writer, EventArguments? args)
    {
        if (args is null)
        {
            writer.Write<string?>(null);
            return;
        }

        for (var i = 0; i < args.Count; i++)
        {
            writer.WriteReceived(args.Raw(i), args._attachments);
        }
    }

    private ReadOnlySpan<byte> Raw(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _json.AsSpan(_elements[index]);
    }

    private static Range[] FindElements(byte[] json, int maxDepth)
    {
        var elements = new List<Range>();
        if (json.Length == 0)
        {
            return [];
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(start..(int)reader.BytesConsumed);
        }

        return [.. elements];
    }
}
