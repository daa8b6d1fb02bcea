namespace SocketIoSharp.Repository.Tests.PublicApi;

internal sealed class PublicApiFilesTests
{
    private string _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("public-api-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Update_NothingShipped_WritesEverythingDown()
    {
        var files = new PublicApiFiles(_folder);
        files.Update(["A", "B"]);

        Text("Shipped").Should().Be("#nullable enable\n");
        Text("Unshipped").Should().Be("#nullable enable\nA\nB\n");
        files.Lines.Should().Equal("A", "B");
    }

    [Test]
    public void Update_ShippedMemberThatIsGone_IsMarkedAsRemoved()
    {
        File.WriteAllText(PathOf("Shipped"), "#nullable enable\nA\nB\n");
        var files = new PublicApiFiles(_folder);
        files.Update(["B", "C"]);

        Text("Shipped").Should().Be("#nullable enable\nA\nB\n", "what was released stays");
        Text("Unshipped").Should().Be("#nullable enable\n*REMOVED*A\nC\n");
        files.Lines.Should().Equal("B", "C");
    }

    private string Text(string file) => File.ReadAllText(PathOf(file));

    private string PathOf(string file) => Path.Combine(_folder, $"PublicAPI.{file}.txt");
}
