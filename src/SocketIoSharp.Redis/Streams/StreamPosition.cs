using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SocketIoSharp.Redis.Streams;

/// <summary>The place of an entry in a stream: a time in milliseconds and a number within it.</summary>
internal readonly record struct StreamPosition(ulong Time, ulong Number) : IComparable<StreamPosition>
{
    private const NumberStyles Digits = NumberStyles.None;

    /// <summary>The id behind this one. Ranges that leave out their first entry need Redis 6.2.</summary>
    public StreamPosition Next => Number == ulong.MaxValue ? new(Time + 1, 0) : new(Time, Number + 1);

    public static bool operator <(StreamPosition left, StreamPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(StreamPosition left, StreamPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(StreamPosition left, StreamPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StreamPosition left, StreamPosition right) => left.CompareTo(right) >= 0;

    /// <summary>Reads an id as clients send it and Redis gives it: two numbers and a hyphen.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StreamPosition position)
    {
        position = default;
        var hyphen = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (hyphen < 0
            || !ulong.TryParse(text.AsSpan(0, hyphen), Digits, CultureInfo.InvariantCulture, out var time)
            || !ulong.TryParse(text.AsSpan(hyphen + 1), Digits, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        position = new(time, number);
        return true;
    }

    public int CompareTo(StreamPosition other) => Time == other.Time ? Number.CompareTo(other.Number) : Time.CompareTo(other.Time);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time}-{Number}");
}
