using System.Text.Json;

namespace SocketIoSharp.Protocol.MessagePack;

/// <summary>Writes JSON with placeholders as MessagePack, the attachments in their places.</summary>
public ref struct JsonToMessagePack
{
    private readonly ReadOnlyMemory<byte>[] _attachments;
    private readonly JsonShape _shape;
    private readonly MessagePackWriter _output;
    private readonly ReadOnlySpan<byte> _absent;
    private Utf8JsonReader _json;
    private int _container;
    private int _written;

    private JsonToMessagePack(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments, int maxDepth, JsonShape shape, MessagePackWriter output, ReadOnlySpan<byte> absent)
    {
        _attachments = attachments;
        _shape = shape;
        _output = output;
        _absent = absent;
        _json = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    /// <summary>Writes a value.</summary>
    /// <param name="json">The value.</param>
    /// <param name="attachments">What its placeholders stand for.</param>
    /// <param name="maxDepth">The deepest nesting.</param>
    /// <param name="output">Where it is written.</param>
    /// <param name="absent">A property that the outermost object is to have in any case, as <c>undefined</c> if it has none.</param>
    /// <exception cref="JsonException">The JSON is malformed or too deep, or it is unclear which of its objects are placeholders.</exception>
    public static void Write(ReadOnlySpan<byte> json, ReadOnlyMemory<byte>[] attachments, int maxDepth, MessagePackWriter output, ReadOnlySpan<byte> absent = default)
    {
        var shape = JsonShape.Rent(json, maxDepth);
        var transcoder = new JsonToMessagePack(json, attachments, maxDepth, shape, output, absent);
        transcoder.WriteAll();
        shape.Return();
    }

    private void WriteAll()
    {
        while (_json.Read())
        {
            WriteToken();
        }

        if (_written < _attachments.Length)
        {
            throw Ambiguous();
        }
    }

    private void WriteToken()
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.StartArray:
                _output.WriteArray(_shape[_container++]);
                break;
            case JsonTokenType.StartObject:
                StartObject(_shape[_container++]);
                break;
            case JsonTokenType.PropertyName or JsonTokenType.String:
                JsonStrings.Write(ref _json, _output);
                break;
            case JsonTokenType.Number:
                WriteNumber();
                break;
            case JsonTokenType.True or JsonTokenType.False:
                _output.WriteBoolean(_json.TokenType is JsonTokenType.True);
                break;
            case JsonTokenType.Null:
                _output.WriteNil();
                break;
        }
    }

    private void StartObject(int count)
    {
        if (count == 2 && _attachments.Length > 0 && TryReadPlaceholder(out var number))
        {
            // They are numbered in the order of writing. One out of turn is an object of the application's that only looks like one.
            if (number != _written)
            {
                throw Ambiguous();
            }

            _output.WriteBinary(_attachments[_written++].Span);
            return;
        }

        if (_container == 1 && !_absent.IsEmpty && !HasProperty(_json, _absent))
        {
            WriteWithAbsent(count);
            return;
        }

        _output.WriteMap(count);
    }

    // The object's end is all that is left of it for the loop.
    private void WriteWithAbsent(int count)
    {
        _output.WriteMap(count + 1);
        while (_json.Read() && _json.CurrentDepth > 0)
        {
            WriteToken();
        }

        _output.WriteString(_absent);
        _output.WriteUndefined();
    }

    private void WriteNumber()
    {
        if (_json.TryGetInt64(out var integer))
        {
            _output.WriteInteger(integer);
        }
        else if (_json.TryGetUInt64(out var unsigned))
        {
            _output.WriteUnsigned(unsigned);
        }
        else
        {
            _output.WriteNumber(_json.GetDouble());
        }
    }

    private bool TryReadPlaceholder(out int number)
    {
        number = 0;
        var ahead = _json;
        if (ahead.Read() && ahead.ValueSpan.SequenceEqual("_placeholder"u8)
            && ahead.Read() && ahead.TokenType is JsonTokenType.True
            && ahead.Read() && ahead.ValueSpan.SequenceEqual("num"u8)
            && ahead.Read() && ahead.TokenType is JsonTokenType.Number
            && ahead.TryGetInt32(out number) && (uint)number < (uint)_attachments.Length
            && ahead.Read())
        {
            _json = ahead;
            return true;
        }

        return false;
    }

    private static bool HasProperty(Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        var depth = json.CurrentDepth;
        while (json.Read() && json.CurrentDepth > depth)
        {
            if (json.ValueTextEquals(name))
            {
                return true;
            }

            json.Read();
            json.Skip();
        }

        return false;
    }

    private static JsonException Ambiguous() =>
        new("An object of the arguments looks like the stand-in of a binary value ({\"_placeholder\":true,\"num\":…}) in a packet that has binary values. Give its properties other names.");
}
