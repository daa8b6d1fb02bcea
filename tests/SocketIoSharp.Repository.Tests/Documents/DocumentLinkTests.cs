namespace SocketIoSharp.Repository.Tests.Documents;

internal sealed class DocumentLinkTests
{
    private static IEnumerable<string> Documents => RepositoryFiles.In(".", "*.md");

    [TestCaseSource(nameof(Documents))]
    public void Document_RelativeLinks_LeadSomewhere(string document) => BrokenLinks(document, MarkdownDocument.Read(document)).Should().BeEmpty();

    [Test]
    public void Documents_OfTheRepository_AreFound() => Documents.Should().Contain(["README.md", Path.Combine("protocol-fixtures", "README.md")]);

    [Test]
    public void BrokenLinks_LinksOfEveryKind_AreFound()
    {
        var document = new MarkdownDocument(
        [
            "# A *Heading*, twice", "# A *Heading*, twice", "<a id=\"mark\"></a>",
            "[good](README.md) ![good](<LICENSE>) [good](/LICENSE \"title\") [good](src/) [good](#a-heading-twice-1) [good](#mark) [good](protocol-fixtures/README.md#provenance)",
            "[web](https://example.org/no.md) [mail](mailto:a@example.org) `[code](code.md)`",
            "[bad](no-file.md) and [bad](README.md#no-heading), [bad](#no-heading) <img src=\"no-image.png\"> [bad](../outside.md)",
            "[bad]: no-reference.md", "```md", "[block](block.md)", "```",
        ]);

        BrokenLinks("README.md", document).Should().Equal(
            "no-file.md", "README.md#no-heading", "#no-heading", "../outside.md", "no-image.png", "no-reference.md");
    }

    private static IEnumerable<string> BrokenLinks(string file, MarkdownDocument document) =>
        document.Links.Where(link => IsRelative(link) && !Resolves(file, document, link));

    private static bool IsRelative(string link) => !link.StartsWith("//", StringComparison.Ordinal) && !Uri.TryCreate(link, UriKind.Absolute, out _) || link.StartsWith('/');

    private static bool Resolves(string file, MarkdownDocument document, string link)
    {
        var parts = link.Split('#', 2);
        var path = Uri.UnescapeDataString(parts[0]);
        if (path.Length == 0)
        {
            return document.Anchors.Contains(parts[1]);
        }

        var target = RepositoryFiles.PathOf(path.StartsWith('/') ? path.TrimStart('/') : Path.Combine(Path.GetDirectoryName(file)!, path));
        if (!$"{target}/".StartsWith($"{RepositoryFiles.Root}/", StringComparison.Ordinal) || (!File.Exists(target) && !Directory.Exists(target)))
        {
            return false;
        }

        return parts.Length == 1 || !target.EndsWith(".md", StringComparison.Ordinal)
            || MarkdownDocument.Read(target).Anchors.Contains(parts[1]);
    }
}
