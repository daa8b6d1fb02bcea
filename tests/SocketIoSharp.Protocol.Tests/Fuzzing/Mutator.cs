namespace SocketIoSharp.Protocol.Tests.Fuzzing;

/// <summary>Changes a valid input a little: bytes, pieces, tokens of the format, parts of other inputs.</summary>
internal sealed class Mutator(byte[][] corpus, byte[][] tokens)
{
    public byte[] Next(Random random)
    {
        var input = corpus[random.Next(corpus.Length)];
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            input = Change(input, random);
        }

        return input;
    }

    public byte[] Change(byte[] input, Random random)
    {
        var at = random.Next(input.Length + 1);
        var end = Math.Min(input.Length, at + random.Next(1, 9));
        return random.Next(8) switch
        {
            0 => [.. input[..at], (byte)random.Next(256), .. input[at..]],
            1 => [.. input[..at], .. input[end..]],
            2 => [.. input[..end], .. input[at..]],
            3 => Flipped(input, random),
            4 => input[..at],
            5 => Spliced(input, at, corpus[random.Next(corpus.Length)], random),
            6 => [.. input[..at], .. tokens[random.Next(tokens.Length)], .. input[end..]],
            _ => [.. input[..at], .. tokens[random.Next(tokens.Length)], .. input[at..]],
        };
    }

    private static byte[] Flipped(byte[] input, Random random)
    {
        if (input.Length == 0)
        {
            return [(byte)random.Next(256)];
        }

        var changed = input.ToArray();
        changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    private static byte[] Spliced(byte[] input, int at, byte[] other, Random random) =>
        [.. input[..at], .. other[random.Next(other.Length + 1)..]];
}
