using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SocketIoSharp.Interop.Tests.Parity;

/// <summary>Nothing that the JavaScript packages declare is missing from docs/from-nodejs.md.</summary>
internal sealed partial class ParityTableTests
{
    [Test]
    public async Task ParityTable_MembersOfTheReference_AreAllInTheirSections()
    {
        Requirements.NodeWith(Repository.ConformanceFolder);
        var sections = Sections(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "from-nodejs.md")));

        var missing = from section in await DeclaredMembersAsync()
                      from member in section.Value
                      where !sections.GetValueOrDefault(section.Key, []).Any(code => Regex.IsMatch(code, $@"(?<![\w-]){Regex.Escape(member)}(?![\w-])"))
                      select $"{section.Key}: {member}";
        missing.Should().BeEmpty();
    }

    private static async Task<Dictionary<string, string[]>> DeclaredMembersAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("node", "reference-members.mjs")
        {
            WorkingDirectory = Repository.ConformanceFolder,
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync().WithPatience();
        await process.WaitForExitAsync().WithPatience();
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(output)!;
    }

    /// <summary>The code in the first cells of each section's tables, by the section's heading.</summary>
    private static Dictionary<string, string[]> Sections(string document) =>
        Heading().Split(document)[1..].Chunk(2).ToDictionary(
            part => part[0].Trim(),
            part => part[1].Split('\n').Where(line => line.StartsWith('|')).SelectMany(line => InlineCode().Matches(line.Split(" | ")[0])).Select(match => match.Value).ToArray());

    [GeneratedRegex(@"^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex InlineCode();
}
