using System.Text.RegularExpressions;

namespace SocketIoSharp.Interop.Tests.Differential;

/// <summary>The same dialogues with the JavaScript server and with ours: nothing may differ but what differences.json lists.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed partial class DifferentialTests
{
    private const int FewestDialogues = 750;

    private static readonly TimeSpan DialogueLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FuzzLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan DocumentLimit = TimeSpan.FromMinutes(1);

    [OneTimeSetUp]
    public void RequireNode()
    {
        Requirements.NodeWith(Repository.ConformanceFolder);
        Requirements.NodeWith(Repository.DifferentialFolder);
    }

    [Test]
    public async Task Dialogues_WithBothServers_DifferOnlyAsListed()
    {
        var program = Repository.Program("SocketIoSharp.ConformanceServer", "SocketIoSharp.ConformanceServer");
        var run = await NodeProgram.RunAsync(DialogueLimit, "differential.mjs", "--launch", $"dotnet \"{program}\"");

        run.ExitCode.Should().Be(0, "{0}", run.Output);
        var total = Total().Match(run.Output);
        total.Success.Should().BeTrue("{0}", run.Output);
        int.Parse(total.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture).Should().BeGreaterThan(FewestDialogues);
    }

    [Test]
    public async Task Parsers_OnOneStreamOfBrokenPackets_DecideAlike()
    {
        var program = Repository.Program("SocketIoSharp.FuzzTarget", "SocketIoSharp.FuzzTarget");
        var run = await NodeProgram.RunAsync(FuzzLimit, "fuzz.mjs", "--count", "200000", "--seed", "1", "--launch", $"dotnet \"{program}\"");

        run.ExitCode.Should().Be(0, "{0}", run.Output);
        run.Output.Should().MatchRegex(@"200000 inputs compared \(seed 1\), \d{5,} good ones among them, \d+ listed differences, 0 unlisted");
    }

    [Test]
    public async Task WireCompatibilityDocument_ComparedWithTheList_IsUpToDate()
    {
        var written = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.md");
        try
        {
            var run = await NodeProgram.RunAsync(DocumentLimit, "differential.mjs", "--write-docs", written);

            run.ExitCode.Should().Be(0, "{0}", run.Output);
            var committed = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "wire-compatibility.md"));
            committed.Should().Be(await File.ReadAllTextAsync(written), "`node differential.mjs --write-docs` writes it");
        }
        finally
        {
            File.Delete(written);
        }
    }

    [GeneratedRegex(@"^(\d+) dialogues compared, \d+ listed differences, 0 unlisted$", RegexOptions.Multiline)]
    private static partial Regex Total();
}
