using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SocketIoSharp.Protocol.Payloads;

/// <summary>Reads the elements of a packet's JSON array one after the other, each as the type that the receiver wants.</summary>
public ref struct ArgumentReader
{
    private readonly JsonSerializerOptions _options;
    private readonly ReadOnlyMemory<byte>[] _attachments;
    private Utf8JsonReader _json;

    /// <summary>Starts in front of the first element of <paramref name="json"/>, a well-formed array or nothing.</summary>
    public ArgumentReader(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _attachments = attachments;
        _json = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        if (!json.IsEmpty)
        {
            _json.Read();
        }
    }

    /// <summary>The number of elements that were stepped onto.</summary>
    public int Position { get; private set; }

    /// <summary>Whether the current element is <c>null</c>.</summary>
    public readonly bool IsNull => _json.TokenType is JsonTokenType.Null;

    /// <summary>The current element's text, when it is a string without escapes; for the look-up of event names without a string.</summary>
    public readonly bool TryGetPlainString(out ReadOnlySpan<byte> utf8)
    {
        utf8 = _json.ValueSpan;
        return _json.TokenType is JsonTokenType.String && !_json.ValueIsEscaped;
    }

    /// <summary>Steps onto the next element, whose value must be read or skipped before the step after it.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    public bool MoveNext()
    {
        if (_json.TokenType is JsonTokenType.None || !_json.Read() || _json.TokenType is JsonTokenType.EndArray)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Steps over the current element.</summary>
    public void Skip() => _json.Skip();

    /// <summary>Reads the current element.</summary>
    /// <exception cref="JsonException">The element is not of the shape of <typeparamref name="T"/>.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> cannot be deserialised.</exception>
    public T? Read<T>()
    {
        if (typeof(T) == typeof(string) && _json.TokenType is JsonTokenType.String)
        {
            var text = JsonText.Read(ref _json);
            return Unsafe.As<string, T>(ref text);
        }

        var outer = AttachmentScope.Reading;
        AttachmentScope.Reading = _attachments;
        try
        {
            return JsonSerializer.Deserialize(ref _json, ContractCache<T>.For(_options));
        }
        finally
        {
            AttachmentScope.Reading = outer;
        }
    }
}
