using System.Text.Json;
using SocketIoSharp.Protocol.Payloads;

namespace SocketIoSharp.Protocol.SocketIo;

/// <summary>Checks the placeholders of a binary packet: <c>{"_placeholder":true,"num":0}</c>.</summary>
internal static class PlaceholderRules
{
    private const int UsualDepth = 64;

    /// <summary>Whether every placeholder in well-formed <paramref name="json"/> names one of <paramref name="attachments"/> attachments.</summary>
    public static bool AllInRange(ReadOnlySpan<byte> json, int attachments, int maxDepth)
    {
        if (json.IsEmpty)
        {
            return true;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });

        // One for each depth, of which an object uses its own.
        Span<Candidate> open = stackalloc Candidate[UsualDepth];
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName)
            {
                ReadProperty(ref reader, ref open[reader.CurrentDepth - 1], attachments);
            }

            // The value of that property may be an object in its turn.
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open = Reach(open, reader.CurrentDepth);
                    open[reader.CurrentDepth] = default;
                    break;
                case JsonTokenType.EndObject when open[reader.CurrentDepth] is { IsPlaceholder: true, IsInRange: false }:
                    return false;
            }
        }

        return true;
    }

    private static void ReadProperty(ref Utf8JsonReader reader, ref Candidate candidate, int attachments)
    {
        var isFlag = JsonText.NameIs(ref reader, "_placeholder"u8);
        var isNumber = !isFlag && JsonText.NameIs(ref reader, "num"u8);
        if (!isFlag && !isNumber)
        {
            return;
        }

        reader.Read();

        // As in JavaScript, the last of two equal keys counts.
        candidate = isFlag
            ? candidate with { IsPlaceholder = reader.TokenType is JsonTokenType.True }
            : candidate with { IsInRange = reader.TokenType is JsonTokenType.Number && IsIndex(ref reader, attachments) };
    }

    private static Span<Candidate> Reach(Span<Candidate> open, int depth)
    {
        if (depth < open.Length)
        {
            return open;
        }

        var deeper = new Candidate[Math.Max(depth + 1, open.Length * 2)];
        open.CopyTo(deeper);
        return deeper;
    }

    // JavaScript has no integers: 1.0 and 1e0 are the index 1.
    private static bool IsIndex(ref Utf8JsonReader reader, int attachments) =>
        reader.GetDouble() is var number && number >= 0 && number < attachments && double.IsInteger(number);

    private readonly record struct Candidate(bool IsPlaceholder, bool IsInRange);
}
