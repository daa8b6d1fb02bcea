using System.Globalization;

namespace SocketIoSharp.Endurance;

/// <summary>What the command line asks of a run.</summary>
/// <param name="Duration">How long it is to last; null for what the run itself thinks right.</param>
/// <param name="Seed">What its random choices follow from; null for another one each time, which the run prints.</param>
/// <param name="Output">The folder for the results; null for docs/endurance.</param>
/// <param name="IsQuick">Whether a short form is enough that shows that everything works.</param>
internal sealed record RunOptions(TimeSpan? Duration, int? Seed, string? Output, bool IsQuick)
{
    /// <summary>Where the results go.</summary>
    public string Folder => Output ?? Path.Combine(RepositoryFolder.Root, "docs", "endurance");

    /// <exception cref="ArgumentException">An option is not known, or its value is missing or none.</exception>
    public static RunOptions Parse(string[] args)
    {
        var options = new RunOptions(Duration: null, Seed: null, Output: null, IsQuick: false);
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--quick" => options with { IsQuick = true },
                "--duration" when i + 1 < args.Length => options with { Duration = ReadDuration(args[++i]) },
                "--seed" when i + 1 < args.Length => options with { Seed = ReadSeed(args[++i]) },
                "--output" when i + 1 < args.Length => options with { Output = args[++i] },
                _ => throw new ArgumentException($"'{args[i]}' is not an option of this command, or its value is missing."),
            };
        }

        return options;
    }

    // 90s, 2m or 1h.
    private static TimeSpan ReadDuration(string text)
    {
        if (text.Length > 1 && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            switch (text[^1])
            {
                case 's':
                    return TimeSpan.FromSeconds(number);
                case 'm':
                    return TimeSpan.FromMinutes(number);
                case 'h':
                    return TimeSpan.FromHours(number);
            }
        }

        throw new ArgumentException($"'{text}' is no duration: write 90s, 2m or 1h.");
    }

    private static int ReadSeed(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : throw new ArgumentException($"'{text}' is no seed: write a whole number from 0 to {int.MaxValue}.");
}
