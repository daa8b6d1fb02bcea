using System.Reflection;

namespace SocketIoSharp.Repository.Tests.PublicApi;

/// <summary>
/// The public API is written down beside each project, so that a change to it is seen in a review. To write it down anew:
/// <c>UPDATE_PUBLIC_API=1 dotnet test tests/SocketIoSharp.Repository.Tests</c>.
/// </summary>
internal sealed class PublicApiTests
{
    private static IEnumerable<TestCaseData> Projects =>
        SourceAssemblies.All.Select(assembly => new TestCaseData(assembly).SetArgDisplayNames(assembly.GetName().Name!));

    [TestCaseSource(nameof(Projects))]
    public void PublicApi_OfAProject_IsWrittenDown(Assembly assembly)
    {
        var files = new PublicApiFiles(RepositoryFiles.PathOf($"src/{assembly.GetName().Name}"));
        var api = PublicApiPrinter.Print(assembly);
        if (Environment.GetEnvironmentVariable("UPDATE_PUBLIC_API") == "1")
        {
            files.Update(api);
        }

        var written = files.Lines.ToList();
        api.Except(written).Should().BeEmpty("every public member is in PublicAPI.Unshipped.txt; UPDATE_PUBLIC_API=1 puts it there");
        written.Except(api).Should().BeEmpty("every member in the PublicAPI files is there; UPDATE_PUBLIC_API=1 takes others away");
        written.Should().OnlyHaveUniqueItems();
    }
}
