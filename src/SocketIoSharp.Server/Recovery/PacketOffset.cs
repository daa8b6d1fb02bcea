namespace SocketIoSharp.Recovery;

/// <summary>
/// Names stored events in the reference's fashion: the time in milliseconds in 64 signs, and a counter behind a dot within one millisecond.
/// Opaque to clients. Not thread-safe.
/// </summary>
internal sealed class PacketOffset
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
    private const int MaxDigits = 10;

    private long _time = -1;
    private long _counter;

    /// <summary>The time of the last offset, which never goes back.</summary>
    public long Time => _time;

    public string Next(long now)
    {
        if (now > _time)
        {
            (_time, _counter) = (now, 0);
            return Encode(now);
        }

        return $"{Encode(_time)}.{Encode(_counter++)}";
    }

    /// <summary>The time that an offset names.</summary>
    public static bool TryReadTime(string offset, out long time)
    {
        time = 0;
        var end = offset.IndexOf('.', StringComparison.Ordinal);
        var digits = end < 0 ? offset.AsSpan() : offset.AsSpan(0, end);
        foreach (var digit in digits)
        {
            var value = Alphabet.IndexOf(digit, StringComparison.Ordinal);
            if (value < 0 || digits.Length > MaxDigits)
            {
                return false;
            }

            time = (time * Alphabet.Length) + value;
        }

        return digits.Length > 0;
    }

    private static string Encode(long number)
    {
        Span<char> text = stackalloc char[11];
        var start = text.Length;
        do
        {
            text[--start] = Alphabet[(int)(number % Alphabet.Length)];
            number /= Alphabet.Length;
        }
        while (number > 0);
        return text[start..].ToString();
    }
}
