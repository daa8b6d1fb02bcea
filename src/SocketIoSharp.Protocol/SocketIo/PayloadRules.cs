using System.Text.Json;

namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>Decides whether the JSON of a packet is well-formed and of the shape that its type demands.</summary>
internal static class PayloadRules
{
    public static bool IsValid(PacketType type, ReadOnlySpan<byte> json, int maxDepth)
    {
        // A blank in front would be JSON, but no client sends one; the reference takes it for a digit of the ack id.
        if (json[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            return reader.Read() && HasShape(type, ref reader) && IsWellFormed(ref reader);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether JSON that is not valid nests deeper than it may before anything else is wrong with it.</summary>
    public static bool IsTooDeep(ReadOnlySpan<byte> json, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                // A start token stands at the depth around it.
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && reader.CurrentDepth == maxDepth)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
        }

        return false;
    }

    private static bool HasShape(PacketType type, ref Utf8JsonReader reader) => type switch
    {
        PacketType.Connect => reader.TokenType is JsonTokenType.StartObject,
        PacketType.Event or PacketType.BinaryEvent => reader.TokenType is JsonTokenType.StartArray && reader.Read() && IsEventName(ref reader),
        PacketType.Ack or PacketType.BinaryAck => reader.TokenType is JsonTokenType.StartArray,
        PacketType.ConnectError => reader.TokenType is JsonTokenType.StartObject or JsonTokenType.String,
        _ => false,
    };

    private static bool IsEventName(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => true,
        JsonTokenType.String => !IsReserved(ref reader),
        _ => false,
    };

    // No reserved name needs an escape, but a client may write one with escapes all the same.
    private static bool IsReserved(ref Utf8JsonReader reader)
    {
        const int LongerThanAnyReservedName = 128;
        if (reader.ValueSpan.Length > LongerThanAnyReservedName)
        {
            return false;
        }

        if (!reader.ValueIsEscaped)
        {
            return ReservedEvents.Contains(reader.ValueSpan);
        }

        try
        {
            Span<byte> name = stackalloc byte[LongerThanAnyReservedName];
            return ReservedEvents.Contains(name[..reader.CopyString(name)]);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: valid JSON, and no reserved name.
            return false;
        }
    }

    private static bool IsWellFormed(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
        }

        return true;
    }
}
