namespace SocketIoSharp.Repository.Tests.Parity;

/// <summary>A table that nobody checks is wrong within a month: each row must be whole, and the tests that it names must exist.</summary>
internal sealed class ParityTableTests
{
    [Test]
    public void ParityTable_Rows_AreFound() => ParityTable.Rows.Should().HaveCountGreaterThan(150);

    [Test]
    public void ParityTable_Rows_HaveNoEmptyCell() =>
        ParityTable.Rows.Where(row => row.Cells.Any(string.IsNullOrEmpty)).Select(row => row.ToString()).Should().BeEmpty();

    [Test]
    public void ParityTable_Rows_NameATestOrSayWhatToUseInstead() =>
        ParityTable.Rows.Where(row => !row.Tests.Any() && row.Cells[^1] != "–").Select(row => row.ToString()).Should().BeEmpty();

    [Test]
    public void ParityTable_NamedTests_Exist() =>
        ParityTable.Rows.SelectMany(row => row.Tests.Where(test => !WrittenTests.Names.Contains(test)).Select(test => $"{row}: {test}")).Should().BeEmpty();

    [Test]
    public void WrittenTests_OfASourceFile_AreFoundWithTheirClass()
    {
        const string source = "internal sealed class ATests\n{\n    [TestCase(1)]\n    [TestCase(2)]\n    public async Task A_B_C(int x)\n    {\n    }\n\n    public void NotATest()\n    {\n    }\n\n    [Test]\n    public void D_E_F() => G();\n}\n";
        WrittenTests.Find(source).Should().Equal("ATests.A_B_C", "ATests.D_E_F");
    }
}
