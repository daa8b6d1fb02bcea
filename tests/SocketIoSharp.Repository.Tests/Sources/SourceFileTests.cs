namespace SocketIoSharp.Repository.Tests.Sources;

internal sealed class SourceFileTests
{
    private const int MaxLines = 400;

    [Test]
    public void SourceFile_Length_IsAtMost400Lines() =>
        RepositoryFiles.In("src", "*").Where(IsWritten)
            .Select(file => (file, File.ReadLines(RepositoryFiles.PathOf(file)).Count()))
            .Where(found => found.Item2 > MaxLines).Should().BeEmpty();

    // Nobody writes or reads those from top to bottom.
    private static bool IsWritten(string file) =>
        Path.GetFileName(file) is var name && name != "package-lock.json" && !name.StartsWith("PublicAPI.", StringComparison.Ordinal);
}
