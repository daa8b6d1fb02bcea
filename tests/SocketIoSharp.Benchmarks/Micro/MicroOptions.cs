namespace SocketIoSharp.Benchmarks.Micro;

/// <summary>What the command line asks for.</summary>
/// <param name="IsQuick">Whether a rough picture is enough: few and short iterations.</param>
/// <param name="Output">The folder of the results.</param>
/// <param name="Filter">What the names of the benchmarks to run have in them; empty means all.</param>
internal sealed record MicroOptions(bool IsQuick, string Output, string Filter)
{
    /// <returns>What is wrong with the arguments, or <see langword="null"/>.</returns>
    public static string? TryParse(string[] args, out MicroOptions options)
    {
        options = new MicroOptions(IsQuick: false, Path.Combine(RepositoryFolder.Root, "docs", "performance"), string.Empty);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--quick":
                    options = options with { IsQuick = true };
                    break;
                case "--output" when value is not null:
                    options = options with { Output = Path.GetFullPath(value) };
                    i++;
                    break;
                case "--filter" when value is not null:
                    options = options with { Filter = value };
                    i++;
                    break;
                default:
                    return $"micro: \"{args[i]}\" is unknown or lacks its value; there are --quick, --output DIR and --filter TEXT";
            }
        }

        return null;
    }
}
