using System.Buffers.Binary;

namespace Ember.Files;

/// <summary>
/// What the first bytes of a picture say. Only files that are recognised here are ever shown in a page; whatever a file calls itself counts
/// for nothing.
/// </summary>
internal sealed record PictureHeader(string MediaType, int Width, int Height)
{
    public static PictureHeader? TryRead(ReadOnlySpan<byte> file)
    {
        var header = Png(file) ?? Gif(file) ?? WebP(file) ?? Jpeg(file);
        return header is { Width: > 0, Height: > 0 } ? header : null;
    }

    private static PictureHeader? Png(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        return file.Length >= 24 && file.StartsWith(signature) && file.Slice(12, 4).SequenceEqual("IHDR"u8)
            ? new PictureHeader("image/png", BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]))
            : null;
    }

    private static PictureHeader? Gif(ReadOnlySpan<byte> file) =>
        file.Length >= 10 && (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8))
            ? new PictureHeader("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]))
            : null;

    private static PictureHeader? WebP(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30 || !file.StartsWith("RIFF"u8) || !file.Slice(8, 4).SequenceEqual("WEBP"u8))
        {
            return null;
        }

        var kind = file.Slice(12, 4);
        if (kind.SequenceEqual("VP8X"u8))
        {
            return new PictureHeader("image/webp", 1 + UInt24(file[24..]), 1 + UInt24(file[27..]));
        }

        if (kind.SequenceEqual("VP8L"u8) && file[20] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(file[21..]);
            return new PictureHeader("image/webp", 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }

        return kind.SequenceEqual("VP8 "u8)
            ? new PictureHeader("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(file[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(file[28..]) & 0x3FFF)
            : null;
    }

    // A JPEG is a chain of segments; the size stands in the first "start of frame".
    private static PictureHeader? Jpeg(ReadOnlySpan<byte> file)
    {
        if (file.Length < 4 || file[0] != 0xFF || file[1] != 0xD8)
        {
            return null;
        }

        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new PictureHeader("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }

            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return null;
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
