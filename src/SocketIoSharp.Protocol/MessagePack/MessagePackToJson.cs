using System.Buffers;

namespace SocketIoSharp.Protocol.MessagePack;

/// <summary>
/// Turns one value from MessagePack to JSON with placeholders and attachments. Without recursion: the depth of what a client sends costs
/// a few bytes a level, up to the limit. Its memory is used again for the next value. Not thread-safe.
/// </summary>
/// <param name="maxDepth">The deepest nesting that is taken.</param>
/// <param name="maxAttachments">The most binary parts of one value.</param>
/// <param name="acceptsTimestamps">Whether extension type -1 is a date, as among the nodes of a cluster; clients' packets have another.</param>
public sealed class MessagePackToJson(int maxDepth, int maxAttachments, bool acceptsTimestamps)
{
    // A connection that once received something large does not hold on to its memory.
    private const int LargestKept = 4 * 1024;
    private const int DepthAtFirst = 8;

    private readonly List<ReadOnlyMemory<byte>> _attachments = [];
    private ArrayBufferWriter<byte> _json = new(256);
    private Level[] _levels = new Level[Math.Min(maxDepth, DepthAtFirst)];
    private int _depth;
    private int _lowestLookalike;

    /// <summary>The JSON of the last value, valid until the next.</summary>
    public ReadOnlyMemory<byte> Json => _json.WrittenMemory;

    /// <summary>The binary parts of the last value, which are copies.</summary>
    public ReadOnlyMemory<byte>[] TakeAttachments() => _attachments.Count == 0 ? [] : [.. _attachments];

    /// <summary>Forgets the last value, and gives back memory that is larger than usual.</summary>
    public void Reset()
    {
        _attachments.Clear();
        _depth = 0;
        _lowestLookalike = int.MaxValue;
        if (_json.Capacity > LargestKept)
        {
            _json = new ArrayBufferWriter<byte>(256);
        }
        else
        {
            _json.ResetWrittenCount();
        }
    }

    /// <summary>Takes the next value of <paramref name="reader"/>.</summary>
    /// <returns>Why it was refused, or <see langword="null"/>.</returns>
    public string? Build(ref MessagePackReader reader)
    {
        Reset();
        if (!reader.Read())
        {
            return ValueErrors.Malformed;
        }

        var error = Value(ref reader);
        while (error is null && _depth > 0)
        {
            ref var level = ref _levels[_depth - 1];
            error = level.Remaining-- == 0 ? End(ref level)
                : !reader.Read() ? ValueErrors.Malformed
                : level.IsMap ? Pair(ref level, ref reader)
                : Element(ref level, ref reader);
        }

        // An object of the client's that looks like a placeholder would be taken for one.
        return error ?? (_lowestLookalike < _attachments.Count ? ValueErrors.AmbiguousPlaceholder : null);
    }

    private string? Element(ref Level level, ref MessagePackReader reader)
    {
        Separate(ref level);
        return Value(ref reader);
    }

    private string? Pair(ref Level level, ref MessagePackReader reader)
    {
        // Standing on the key. It is written once the value is known not to be undefined.
        var key = reader;
        if (!IsKey(key.Type))
        {
            return ValueErrors.InvalidKey;
        }

        if (!reader.Read())
        {
            return ValueErrors.Malformed;
        }

        if (reader.Type is MessagePackTokenType.Undefined)
        {
            return null;
        }

        Separate(ref level);
        WriteKey(key);
        _json.Write(":"u8);
        if (key.Type is MessagePackTokenType.String)
        {
            level.Note(key.Bytes, reader);
        }

        return Value(ref reader);
    }

    private string? Value(ref MessagePackReader reader)
    {
        switch (reader.Type)
        {
            case MessagePackTokenType.Array or MessagePackTokenType.Map:
                return Begin(reader);
            case MessagePackTokenType.Binary:
                return Attach(reader.Bytes);
            case MessagePackTokenType.Extension:
            case MessagePackTokenType.Timestamp when !acceptsTimestamps:
                return ValueErrors.UnknownExtension;
            case MessagePackTokenType.String:
                JsonOutput.String(_json, reader.Bytes);
                break;
            case MessagePackTokenType.Integer:
                JsonOutput.Integer(_json, reader.Integer);
                break;
            case MessagePackTokenType.Unsigned:
                JsonOutput.Unsigned(_json, (ulong)reader.Integer);
                break;
            case MessagePackTokenType.Float:
                JsonOutput.Float(_json, reader.Float);
                break;
            case MessagePackTokenType.Date or MessagePackTokenType.Timestamp:
                JsonOutput.Date(_json, reader.Integer);
                break;
            case MessagePackTokenType.True:
                _json.Write("true"u8);
                break;
            case MessagePackTokenType.False:
                _json.Write("false"u8);
                break;
            default:
                _json.Write("null"u8);
                break;
        }

        return null;
    }

    private string? Begin(in MessagePackReader reader)
    {
        if (_depth == maxDepth)
        {
            return ValueErrors.TooDeep;
        }

        if (_depth == _levels.Length)
        {
            Array.Resize(ref _levels, Math.Min(maxDepth, 2 * _depth));
        }

        var isMap = reader.Type is MessagePackTokenType.Map;
        _levels[_depth++] = new Level(reader.Count, isMap);
        _json.Write(isMap ? "{"u8 : "["u8);
        return null;
    }

    private string? End(ref Level level)
    {
        _json.Write(level.IsMap ? "}"u8 : "]"u8);
        _lowestLookalike = Math.Min(_lowestLookalike, level.Lookalike);
        _depth--;
        return null;
    }

    private string? Attach(ReadOnlySpan<byte> bytes)
    {
        if (_attachments.Count == maxAttachments)
        {
            return ValueErrors.TooManyAttachments;
        }

        _json.Write("{\"_placeholder\":true,\"num\":"u8);
        JsonOutput.Integer(_json, _attachments.Count);
        _json.Write("}"u8);
        _attachments.Add(bytes.ToArray());
        return null;
    }

    private void Separate(ref Level level)
    {
        if (level.HasContent)
        {
            _json.Write(","u8);
        }

        level.HasContent = true;
    }

    // In JavaScript every key is a string in the end. Those that become one without surprise are taken.
    private static bool IsKey(MessagePackTokenType type) => type is MessagePackTokenType.String or MessagePackTokenType.Integer
        or MessagePackTokenType.Unsigned or MessagePackTokenType.True or MessagePackTokenType.False or MessagePackTokenType.Nil;

    private void WriteKey(in MessagePackReader key)
    {
        switch (key.Type)
        {
            case MessagePackTokenType.String:
                JsonOutput.String(_json, key.Bytes);
                return;
            case MessagePackTokenType.Integer:
                _json.Write("\""u8);
                JsonOutput.Integer(_json, key.Integer);
                break;
            case MessagePackTokenType.Unsigned:
                _json.Write("\""u8);
                JsonOutput.Unsigned(_json, (ulong)key.Integer);
                break;
            default:
                _json.Write(key.Type is MessagePackTokenType.True ? "\"true"u8 : key.Type is MessagePackTokenType.False ? "\"false"u8 : "\"null"u8);
                break;
        }

        _json.Write("\""u8);
    }

    /// <summary>An array or map whose contents are being written.</summary>
    private struct Level(int count, bool isMap)
    {
        private bool _hasFlag;
        private int _number = -1;

        public int Remaining = count;

        public bool HasContent;

        public readonly bool IsMap => isMap;

        /// <summary>The number of the attachment that the map would stand for, if there is one.</summary>
        public readonly int Lookalike => _hasFlag && _number >= 0 ? _number : int.MaxValue;

        /// <summary>Looks at a pair; as everywhere the last of two equal keys counts.</summary>
        public void Note(ReadOnlySpan<byte> key, in MessagePackReader value)
        {
            if (key.SequenceEqual("_placeholder"u8))
            {
                _hasFlag = value.Type is MessagePackTokenType.True;
            }
            else if (key.SequenceEqual("num"u8))
            {
                var isNumber = value.Type is MessagePackTokenType.Integer or MessagePackTokenType.Unsigned or MessagePackTokenType.Float;
                _number = isNumber && value.Number is >= 0 and < int.MaxValue and var number ? (int)number : -1;
            }
        }
    }
}
