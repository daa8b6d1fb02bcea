using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace SocketIoSharp.Protocol.MessagePack;

/// <summary>Writes JSON texts of values that came as MessagePack.</summary>
internal static class JsonOutput
{
    private static readonly SearchValues<byte> NeedsEscape = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(value => (byte)value), (byte)'"', (byte)'\\']);

    /// <summary>Writes a string. Bytes that are no UTF-8 become U+FFFD, as in the reference.</summary>
    public static void String(IBufferWriter<byte> output, ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8));
        }

        output.Write("\""u8);
        while (utf8.IndexOfAny(NeedsEscape) is >= 0 and var at)
        {
            output.Write(utf8[..at]);
            Escape(output, utf8[at]);
            utf8 = utf8[(at + 1)..];
        }

        output.Write(utf8);
        output.Write("\""u8);
    }

    public static void Integer(IBufferWriter<byte> output, long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }

    public static void Unsigned(IBufferWriter<byte> output, ulong value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }

    /// <summary>Writes a float; a whole one without a fraction or an exponent, so that it is an integer for every reader.</summary>
    public static void Float(IBufferWriter<byte> output, double value)
    {
        const double TwoTo63 = 9223372036854775808.0;
        if (!double.IsFinite(value))
        {
            // What JSON.stringify makes of it.
            output.Write("null"u8);
        }
        else if (double.IsInteger(value) && value is >= -TwoTo63 and < TwoTo63 && (value != 0 || !double.IsNegative(value)))
        {
            Integer(output, (long)value);
        }
        else if (double.IsInteger(value) && value is >= TwoTo63 and < 2 * TwoTo63)
        {
            Unsigned(output, (ulong)value);
        }
        else
        {
            Utf8Formatter.TryFormat(value, output.GetSpan(32), out var written);
            output.Advance(written);
        }
    }

    /// <summary>Writes a date as <c>toISOString()</c> does, or null where JavaScript has none.</summary>
    public static void Date(IBufferWriter<byte> output, long milliseconds)
    {
        const long Furthest = 8_640_000_000_000_000;
        const long Cycle = 146_097L * 86_400_000;
        if (milliseconds is < -Furthest or > Furthest)
        {
            output.Write("null"u8);
            return;
        }

        // The calendar repeats itself every 400 years, and .NET's begins and ends too early: the date is taken from one cycle.
        var cycles = Math.DivRem(milliseconds, Cycle, out var rest);
        if (rest < 0)
        {
            (cycles, rest) = (cycles - 1, rest + Cycle);
        }

        var date = DateTime.UnixEpoch.AddMilliseconds(rest);
        var year = date.Year + (400 * cycles);
        var text = year is >= 0 and <= 9999 ? $"\"{year:D4}" : $"\"{(year < 0 ? '-' : '+')}{Math.Abs(year):D6}";
        output.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{text}-{date:MM-dd'T'HH:mm:ss.fff}Z\"")));
    }

    private static void Escape(IBufferWriter<byte> output, byte character)
    {
        switch (character)
        {
            case (byte)'"' or (byte)'\\':
                output.Write([(byte)'\\', character]);
                break;
            default:
                output.Write("\\u00"u8);
                output.Write([(byte)('0' + (character >> 4)), (byte)"0123456789abcdef"[character & 0x0F]]);
                break;
        }
    }
}
