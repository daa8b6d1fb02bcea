using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp;

/// <summary>The arguments of an event before they are of any type: for handlers that accept different shapes. Immutable; may be kept.</summary>
public sealed class EventArguments
{
    private readonly JsonElement[] _elements;
    private readonly byte[] _json;
    private readonly ReadOnlyMemory<byte>[] _attachments;
    private readonly JsonSerializerOptions _options;

    internal EventArguments(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>[] attachments, JsonSerializerOptions options)
    {
        _json = json.IsEmpty ? "[null]"u8.ToArray() : json.ToArray();
        _attachments = attachments;
        _options = options;
        using var document = JsonDocument.Parse(_json, new JsonDocumentOptions { MaxDepth = options.MaxDepth });

        // The first element is the name of the event.
        _elements = [.. document.RootElement.EnumerateArray().Skip(1).Select(element => element.Clone())];
    }

    /// <summary>The number of arguments.</summary>
    public int Count => _elements.Length;

    /// <summary>Reads one argument.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such argument.</exception>
    /// <exception cref="JsonException">The argument is not of the shape of <typeparamref name="T"/>.</exception>
    public T? Get<T>(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var reader = new ArgumentReader(_json, _attachments, _options);
        for (var i = 0; i <= index; i++)
        {
            reader.MoveNext();
            reader.Skip();
        }

        reader.MoveNext();
        return reader.Read<T>();
    }

    /// <summary>Reads one argument, if it is there and of the shape of <typeparamref name="T"/>.</summary>
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
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _elements[index];
    }
}
