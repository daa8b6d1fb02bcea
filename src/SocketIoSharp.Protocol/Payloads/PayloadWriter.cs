using System.Buffers;
using System.Text.Json;

namespace SocketIoSharp.Protocol.Payloads;

/// <summary>
/// Writes the arguments of one packet as a JSON array, in memory that is used again for the next packet of the thread. Rent it,
/// write, encode the result with a parser, dispose of it.
/// </summary>
public sealed class PayloadWriter : IDisposable
{
    // A buffer that once held a large packet is not kept for the small ones.
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static PayloadWriter? t_cached;

    private readonly List<ReadOnlyMemory<byte>> _attachments = [];
    private ArrayBufferWriter<byte> _buffer = new(1024);
    private Utf8JsonWriter? _json;
    private JsonSerializerOptions? _options;

    private PayloadWriter()
    {
    }

    /// <summary>Starts the array of an event or an ack. A rented writer belongs to the thread that rented it.</summary>
    public static PayloadWriter Rent(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);

        // A converter may emit in the middle of our writing: it finds no cached writer and gets one of its own.
        var writer = t_cached ?? new PayloadWriter();
        t_cached = null;
        writer.Start(options);
        return writer;
    }

    /// <summary>Writes the next element.</summary>
    /// <exception cref="NotSupportedException">The type cannot be serialised.</exception>
    /// <exception cref="JsonException">The value cannot be serialised, for example because it contains itself.</exception>
    public void Write<T>(T value)
    {
        if (typeof(T) == typeof(string))
        {
            _json!.WriteStringValue((string?)(object?)value);
            return;
        }

        var outer = AttachmentScope.Writing;
        AttachmentScope.Writing = _attachments;
        try
        {
            WriteSerialized(value);
        }
        finally
        {
            AttachmentScope.Writing = outer;
        }
    }

    /// <summary>Writes well-formed JSON that was received as the next element, with the attachments that its placeholders stand for.</summary>
    public void WriteReceived(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        var outer = AttachmentScope.Writing;
        AttachmentScope.Writing = _attachments;
        try
        {
            JsonRelay.Copy(json, attachments, _json!, _options!.MaxDepth);
        }
        finally
        {
            AttachmentScope.Writing = outer;
        }
    }

    /// <summary>Ends the array.</summary>
    /// <returns>The JSON, valid until <see cref="Dispose"/>, and the attachments, which may be kept.</returns>
    public (ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte>[] Attachments) Complete()
    {
        _json!.WriteEndArray();
        _json.Flush();
        return (_buffer.WrittenMemory, _attachments.Count == 0 ? [] : [.. _attachments]);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _attachments.Clear();
        if (_buffer.Capacity > LargestKept)
        {
            _buffer = new ArrayBufferWriter<byte>(1024);
            _json?.Reset(_buffer);
        }

        t_cached = this;
    }

    private void Start(JsonSerializerOptions options)
    {
        _buffer.ResetWrittenCount();
        if (_json is null || !ReferenceEquals(_options, options))
        {
            _options = options;
            _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = options.Encoder, MaxDepth = options.MaxDepth, SkipValidation = true });
        }
        else
        {
            _json.Reset(_buffer);
        }

        _json.WriteStartArray();
    }

    // An argument declared as object is written as what it is, as a JavaScript user expects.
    private void WriteSerialized<T>(T value)
    {
        if (typeof(T) == typeof(object) && value is not null && value.GetType() != typeof(object))
        {
            JsonSerializer.Serialize(_json!, value, _options!.GetTypeInfo(value.GetType()));
            return;
        }

        JsonSerializer.Serialize(_json!, value, ContractCache<T>.For(_options!));
    }
}
