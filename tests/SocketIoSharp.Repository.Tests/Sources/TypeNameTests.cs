namespace SocketIoSharp.Repository.Tests.Sources;

internal sealed class TypeNameTests
{
    // Names that do not say what a type is for.
    private static readonly string[] Suffixes = ["Manager", "Helper", "Helpers", "Util", "Utils", "Impl"];

    [Test]
    public void Type_Name_SaysWhatItIsFor() =>
        SourceAssemblies.Types.Where(type => Suffixes.Any(suffix => NameOf(type).EndsWith(suffix, StringComparison.Ordinal)))
            .Select(type => type.FullName).Should().BeEmpty();

    private static string NameOf(Type type) => type.Name.Split('`')[0];
}
