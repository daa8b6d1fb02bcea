using System.Text;

namespace SocketIoSharp.PostgreSql.Channels;

/// <summary>The channel that carries the messages of a namespace.</summary>
internal sealed record ChannelName
{
    // PostgreSQL's identifiers have so many bytes: LISTEN cuts longer ones off, and pg_notify refuses them.
    private const int MaxBytes = 63;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ChannelName(string text, bool isCut) => (Text, IsCut) = (text, isCut);

    public string Text { get; }

    /// <summary>Whether other namespaces may have the same channel.</summary>
    public bool IsCut { get; }

    /// <summary>The channel as an identifier in a statement.</summary>
    public string Quoted => '"' + Text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    /// <exception cref="ArgumentException">PostgreSQL has no such channel: <see cref="CanCarry"/>.</exception>
    public static ChannelName Of(string prefix, string @namespace)
    {
        var text = prefix + "#" + @namespace;
        return CanCarry(text)
            ? Cut(text)
            : throw new ArgumentException("PostgreSQL has no channel for a namespace with a null character or half of a surrogate pair in its name.", nameof(@namespace));
    }

    /// <summary>Whether a text can be sent to PostgreSQL at all. Names of namespaces may be a client's choice.</summary>
    public static bool CanCarry(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            return Strict.GetByteCount(text) > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    // What LISTEN makes of it: as many whole characters as there is space for.
    private static ChannelName Cut(string text)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MaxBytes)
            {
                return new ChannelName(text[..length], isCut: true);
            }

            bytes += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }

        return new ChannelName(text, isCut: false);
    }
}
