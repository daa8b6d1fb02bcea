using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>Checks the placeholders of a binary packet: <c>{"_placeholder":true,"num":0}</c>.</summary>
internal static class PlaceholderRules
{
    /// <summary>Whether every placeholder in well-formed <paramref name="json"/> names one of <paramref name="attachments"/> attachments.</summary>
    public static bool AllInRange(ReadOnlySpan<byte> json, int attachments, int maxDepth)
    {
        if (json.IsEmpty)
        {
            return true;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        var open = new Stack<Candidate>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(default);
                    break;
                case JsonTokenType.EndObject when open.Pop() is { IsPlaceholder: true, IsInRange: false }:
                    return false;
                case JsonTokenType.PropertyName:
                    ReadProperty(ref reader, open, attachments);
                    break;
            }
        }

        return true;
    }

    private static void ReadProperty(ref Utf8JsonReader reader, Stack<Candidate> open, int attachments)
    {
        var isFlag = JsonText.NameIs(ref reader, "_placeholder"u8);
        var isNumber = !isFlag && JsonText.NameIs(ref reader, "num"u8);
        if (!isFlag && !isNumber)
        {
            return;
        }

        reader.Read();
        var candidate = open.Pop();

        // As in JavaScript, the last of two equal keys counts.
        open.Push(isFlag
            ? candidate with { IsPlaceholder = reader.TokenType is JsonTokenType.True }
            : candidate with { IsInRange = reader.TokenType is JsonTokenType.Number && IsIndex(ref reader, attachments) });
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            open.Push(default);
        }
    }

    // JavaScript has no integers: 1.0 and 1e0 are the index 1.
    private static bool IsIndex(ref Utf8JsonReader reader, int attachments) =>
        reader.GetDouble() is var number && number >= 0 && number < attachments && double.IsInteger(number);

    private readonly record struct Candidate(bool IsPlaceholder, bool IsInRange);
}
