using System.Globalization;

namespace SocketIoSharp.EngineIo;

/// <summary>Finds the content encoding that a client likes best.</summary>
public static class AcceptedEncoding
{
    /// <summary>
    /// Chooses by quality; among equals what is named comes before what <c>*</c> stands for, then the client's order decides, then that of
    /// <paramref name="offered"/>. An encoding with quality 0 is not accepted.
    /// </summary>
    /// <param name="header">The value of <c>Accept-Encoding</c>.</param>
    /// <param name="offered">The encodings that there are.</param>
    /// <returns><see langword="null"/> when the client accepts none of them.</returns>
    public static string? Choose(string? header, params ReadOnlySpan<string> offered)
    {
        if (string.IsNullOrEmpty(header))
        {
            return null;
        }

        string? best = null;
        var bestRank = default(Rank);
        for (var i = 0; i < offered.Length; i++)
        {
            var rank = Find(header, offered[i]);
            if (rank.Quality > 0 && (best is null || rank.IsBefore(bestRank)))
            {
                (best, bestRank) = (offered[i], rank);
            }
        }

        return best;
    }

    // What names the encoding itself counts more than "*", whatever the qualities; of several the better one does.
    private static Rank Find(ReadOnlySpan<char> header, string encoding)
    {
        var found = default(Rank);
        var position = 0;
        foreach (var range in header.Split(','))
        {
            var item = header[range].Trim();
            var end = item.IndexOf(';');
            var name = (end < 0 ? item : item[..end]).Trim();
            var isNamed = name.Equals(encoding, StringComparison.OrdinalIgnoreCase);
            if (isNamed || name is "*")
            {
                var rank = new Rank(end < 0 ? 1 : ReadQuality(item[(end + 1)..]), isNamed, position);
                found = found.IsFound && !rank.Outweighs(found) ? found : rank;
            }

            position++;
        }

        return found;
    }

    private static double ReadQuality(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            if (parameter.StartsWith("q="))
            {
                return double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) ? quality : 0;
            }
        }

        return 1;
    }

    private readonly record struct Rank(double Quality, bool IsNamed, int Position)
    {
        public bool IsFound { get; } = true;

        public bool Outweighs(Rank other) => IsNamed != other.IsNamed ? IsNamed : Quality >= other.Quality;

        public bool IsBefore(Rank other) => Quality != other.Quality ? Quality > other.Quality
            : IsNamed != other.IsNamed ? IsNamed
            : Position < other.Position;
    }
}
