using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace SocketIoSharp.Endurance.Fuzzing.Live;

/// <summary>A word for each dialogue. It sends its own with everything; whoever receives that of another dialogue got what was not for it.</summary>
internal sealed class Tokens
{
    private const int Length = 14;

    private readonly ConcurrentDictionary<string, bool> _given = [];

    public Mine Next(Random random)
    {
        var token = $"~{random.NextInt64(1L << 48).ToString("x12", CultureInfo.InvariantCulture)}~";
        _given[token] = true;
        return new Mine(this, token);
    }

    /// <summary>The word of one dialogue, for all of its connections.</summary>
    internal sealed class Mine(Tokens all, string text)
    {
        public string Text => text;

        /// <summary>Looks through what one connection has received.</summary>
        /// <returns>What has to be looked at again with the next bytes: the beginning of a word, perhaps.</returns>
        /// <exception cref="OracleException">There is the word of another dialogue in it.</exception>
        public byte[] Check(ReadOnlySpan<byte> bytes)
        {
            var at = 0;
            while (bytes[at..].IndexOf((byte)'~') is >= 0 and var next && at + next + Length <= bytes.Length)
            {
                at += next;
                var word = Encoding.Latin1.GetString(bytes.Slice(at, Length));
                if (word != text && all._given.ContainsKey(word))
                {
                    throw new OracleException($"The server has sent to dialogue {text} what was for {word}.");
                }

                at++;
            }

            return bytes[^Math.Min(bytes.Length, Length - 1)..].ToArray();
        }
    }
}
