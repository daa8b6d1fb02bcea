using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SocketIoSharp.Protocol.MessagePack;

/// <summary>Writes the string or property name that a JSON reader stands on as MessagePack.</summary>
internal static class JsonStrings
{
    private const int StackLimit = 256;

    public static void Write(ref Utf8JsonReader reader, MessagePackWriter output)
    {
        if (!reader.ValueIsEscaped)
        {
            output.WriteString(reader.ValueSpan);
            return;
        }

        var size = reader.ValueSpan.Length;
        var rented = size > StackLimit ? ArrayPool<byte>.Shared.Rent(size) : null;
        try
        {
            var text = rented ?? stackalloc byte[StackLimit];
            output.WriteString(text[..reader.CopyString(text)]);
        }
        catch (InvalidOperationException)
        {
            output.WriteString(Repair(Encoding.UTF8.GetString(reader.ValueSpan)));
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    // Half of a surrogate pair, which UTF-8 has no bytes for: U+FFFD stands in. The reader has checked the grammar already.
    private static byte[] Repair(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                text.Append(escaped[i]);
                continue;
            }

            var kind = escaped[++i];
            text.Append(kind switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)ushort.Parse(escaped.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                _ => kind,
            });
            i += kind == 'u' ? 4 : 0;
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
