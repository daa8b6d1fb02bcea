using System.Text.RegularExpressions;

namespace SocketIoSharp.Repository.Tests.Parity;

/// <summary>The tests that stand in the sources, as <c>Class.Method</c>, without building or running them.</summary>
internal static partial class WrittenTests
{
    public static IReadOnlySet<string> Names { get; } = RepositoryFiles.In("tests", "*.cs")
        .SelectMany(file => Find(File.ReadAllText(RepositoryFiles.PathOf(file)))).ToHashSet(StringComparer.Ordinal);

    /// <summary>The tests of one source file.</summary>
    public static IEnumerable<string> Find(string source)
    {
        var type = TestClass().Match(source).Groups["name"].Value;
        return TestMethod().Matches(source).Select(match => $"{type}.{match.Groups["name"].Value}");
    }

    [GeneratedRegex(@"^(?:internal|public) (?:sealed |abstract |partial )*class (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TestClass();

    // The attributes of a test, each on a line of its own, and the method under them.
    [GeneratedRegex(@"^    \[(?:Test|TestCase|TestCaseSource|Theory)\b.*\n(?:    \[.*\n)*    public (?:async )?(?:static )?[\w<>\.]+ (?<name>\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestMethod();
}
