using System.Text.RegularExpressions;

namespace SocketIoSharp.Repository.Tests.Documents;

/// <summary>A Markdown text: its links, its headings and its code blocks.</summary>
internal sealed partial class MarkdownDocument
{
    private readonly List<string> _prose = [];
    private readonly List<CodeBlock> _blocks = [];

    public MarkdownDocument(IEnumerable<string> lines)
    {
        string? fence = null;
        var info = "";
        var code = new List<string>();
        foreach (var line in lines)
        {
            var marker = Fence().Match(line);
            if (fence is null && marker.Success)
            {
                (fence, info) = (marker.Groups["fence"].Value, marker.Groups["info"].Value.Trim());
                code = [];
            }
            else if (fence is not null && line.Trim() is var end && end.Length >= fence.Length && end.All(character => character == fence[0]))
            {
                _blocks.Add(new CodeBlock(info, code));
                fence = null;
            }
            else
            {
                (fence is null ? _prose : code).Add(line);
            }
        }
    }

    public IReadOnlyList<CodeBlock> Blocks => _blocks;

    /// <summary>The targets of all links and images, inline, by reference and in HTML.</summary>
    public IEnumerable<string> Links => _prose.Select(line => InlineCode().Replace(line, "``"))
        .SelectMany(line => InlineLink().Matches(line).Concat(Definition().Matches(line)).Concat(HtmlLink().Matches(line)))
        .Select(match => match.Groups["target"].Value);

    /// <summary>What can stand behind the <c>#</c> of a link to this document.</summary>
    public IReadOnlySet<string> Anchors
    {
        get
        {
            var anchors = new HashSet<string>(_prose.SelectMany(line => HtmlAnchor().Matches(line)).Select(match => match.Groups["name"].Value));
            foreach (var heading in _prose.Select(line => Heading().Match(line)).Where(match => match.Success))
            {
                var slug = SlugOf(heading.Groups["text"].Value);
                var unique = slug;
                for (var i = 1; !anchors.Add(unique); i++)
                {
                    unique = $"{slug}-{i}";
                }
            }

            return anchors;
        }
    }

    public static MarkdownDocument Read(string file) => new(File.ReadLines(RepositoryFiles.PathOf(file)));

    private static string SlugOf(string heading)
    {
        var text = LinkText().Replace(heading, "${text}").Trim().ToLowerInvariant().Replace(' ', '-');
        return string.Concat(text.Where(character => char.IsLetterOrDigit(character) || character is '-' or '_'));
    }

    [GeneratedRegex(@"^\s*(?<fence>`{3,}|~{3,})(?<info>[^`]*)$")]
    private static partial Regex Fence();

    [GeneratedRegex("(?<ticks>`+).+?\\k<ticks>")]
    private static partial Regex InlineCode();

    [GeneratedRegex("\\]\\(\\s*<?(?<target>[^)\\s>]+)>?(\\s+[\"'][^)]*)?\\)")]
    private static partial Regex InlineLink();

    [GeneratedRegex(@"^\s*\[[^\]]+\]:\s*<?(?<target>[^\s>]+)")]
    private static partial Regex Definition();

    [GeneratedRegex("\\b(src|href)=\"(?<target>[^\"]+)\"")]
    private static partial Regex HtmlLink();

    [GeneratedRegex("<a [^>]*\\b(id|name)=\"(?<name>[^\"]+)\"")]
    private static partial Regex HtmlAnchor();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();
}
