namespace SocketIoSharp.Repository.Tests.Documents;

/// <summary>What a document shows is compiled: it stands in a sample, word for word.</summary>
internal sealed class DocumentSnippetTests
{
    private static readonly ILookup<string, string> Samples = RepositoryFiles.In("samples", "*.cs")
        .SelectMany(file => Snippets.In(File.ReadAllLines(RepositoryFiles.PathOf(file)))).ToLookup(found => found.Name, found => found.Code);

    private static IEnumerable<TestCaseData> Quoted =>
        from document in RepositoryFiles.In(".", "*.md")
        from block in MarkdownDocument.Read(document).Blocks
        where block.Snippet is not null
        select new TestCaseData(block).SetArgDisplayNames(document, block.Snippet!);

    [TestCaseSource(nameof(Quoted))]
    public void Snippet_QuotedByADocument_StandsInASample(CodeBlock block) =>
        Samples[block.Snippet!].Should().ContainSingle("a sample holds // <{0}>", block.Snippet).Which.Should().Be(Snippets.Normalize(block.Lines));

    [Test]
    public void Snippets_OfAFile_AreWhatStandsBetweenTheirMarkers()
    {
        string[] file = ["/// <summary>no snippet</summary>", "    // <a>", "", "    if (x)", "    {", "        // <b>", "        y();  ", "        // </b>", "    }", "", "    // </a>"];
        Snippets.In(file).Should().Equal(("a", "if (x)\n{\n    y();\n}"), ("b", "y();"));
    }

    [Test]
    public void Snippets_WithoutEnd_Throw()
    {
        var read = () => Snippets.In(["// <a>", "x();"]).ToList();
        read.Should().Throw<InvalidDataException>();
    }

    [Test]
    public void Blocks_OfADocument_AreReadWithTheirSnippets()
    {
        var document = new MarkdownDocument(["```csharp snippet:a", "x();", "```", "text", "~~~~ csharp", "```", "~~~~", "```js snippet:b", "```"]);
        document.Blocks.Select(block => (block.Info, block.Snippet, Lines: string.Join('\n', block.Lines)))
            .Should().Equal(("csharp snippet:a", "a", "x();"), ("csharp", null, "```"), ("js snippet:b", null, ""));
    }
}
