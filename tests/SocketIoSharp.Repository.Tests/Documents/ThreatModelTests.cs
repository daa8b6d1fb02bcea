using System.Text.RegularExpressions;
using SocketIoSharp.Repository.Tests.Parity;

namespace SocketIoSharp.Repository.Tests.Documents;

/// <summary>What docs/threat-model.md claims, it claims by a test.</summary>
internal sealed partial class ThreatModelTests
{
    private static string[] Named => [.. TestName().Matches(File.ReadAllText(RepositoryFiles.PathOf("docs/threat-model.md"))).Select(match => match.Groups["name"].Value)];

    [Test]
    public void ThreatModel_Rows_NameTests() => Named.Should().HaveCountGreaterThan(30);

    [Test]
    public void ThreatModel_NamedTests_Exist() => Named.Where(name => !WrittenTests.Names.Contains(name)).Should().BeEmpty();

    [GeneratedRegex(@"\| `(?<name>\w+Tests\.\w+)` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();
}
