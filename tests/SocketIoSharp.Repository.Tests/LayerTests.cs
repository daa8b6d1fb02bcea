using System.Reflection;

namespace SocketIoSharp.Repository.Tests;

internal sealed class LayerTests
{
    [Test]
    public void Protocol_References_AreOfTheBaseLibraryOnly() =>
        References(SourceAssemblies.Protocol).Should().NotBeEmpty().And.OnlyContain(name => name.StartsWith("System.", StringComparison.Ordinal));

    [Test]
    public void EngineIo_References_HoldTheProtocolAndNotTheServer() =>
        References(SourceAssemblies.EngineIo).Should().Contain(NameOf(SourceAssemblies.Protocol)).And.NotContain(NameOf(SourceAssemblies.Server));

    [Test]
    public void Server_References_HoldBothLayersBelow() =>
        References(SourceAssemblies.Server).Should().Contain([NameOf(SourceAssemblies.Protocol), NameOf(SourceAssemblies.EngineIo)]);

    [Test]
    public void Testing_References_HoldTheProtocolAndNoServer() =>
        References(SourceAssemblies.Testing).Should().Contain(NameOf(SourceAssemblies.Protocol))
            .And.NotContain([NameOf(SourceAssemblies.EngineIo), NameOf(SourceAssemblies.Server)]);

    [Test]
    public void MessagePack_References_HoldTheServerAndNotTheEngine() =>
        References(SourceAssemblies.MessagePack).Should().Contain([NameOf(SourceAssemblies.Server), NameOf(SourceAssemblies.Protocol)]).And.NotContain(NameOf(SourceAssemblies.EngineIo));

    [Test]
    public void Specification_References_HoldServerAndClientAndNoTestFramework() =>
        References(SourceAssemblies.Specification).Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.", StringComparison.Ordinal))
            .Should().BeEquivalentTo(NameOf(SourceAssemblies.Server), NameOf(SourceAssemblies.Testing));

    [Test]
    public void Server_References_DoNotHoldMessagePack() =>
        References(SourceAssemblies.Server).Should().NotContain(NameOf(SourceAssemblies.MessagePack));

    [Test]
    public void Redis_References_HoldTheServerAndNotTheForwarding() =>
        References(SourceAssemblies.Redis).Should().Contain([NameOf(SourceAssemblies.Server), NameOf(SourceAssemblies.EngineIo)]).And.NotContain(NameOf(SourceAssemblies.Forwarding));

    [Test]
    public void Server_References_DoNotHoldRedis() =>
        References(SourceAssemblies.Server).Should().NotContain(NameOf(SourceAssemblies.Redis)).And.NotContain("StackExchange.Redis");

    [Test]
    public void PostgreSql_References_HoldTheServerAndNotTheForwarding() =>
        References(SourceAssemblies.PostgreSql).Should().Contain([NameOf(SourceAssemblies.Server), NameOf(SourceAssemblies.EngineIo)])
            .And.NotContain([NameOf(SourceAssemblies.Forwarding), NameOf(SourceAssemblies.Protocol)]);

    [Test]
    public void Forwarding_References_HoldTheServerAndTheEngine() =>
        References(SourceAssemblies.Forwarding).Should().Contain([NameOf(SourceAssemblies.Server), NameOf(SourceAssemblies.EngineIo), "Yarp.ReverseProxy"]);

    [Test]
    public void EngineIo_References_HoldNoProxy() => References(SourceAssemblies.EngineIo).Should().NotContain("Yarp.ReverseProxy");

    [Test]
    public void SourceAssemblies_ProjectsInSrc_AreAllOfThem() =>
        RepositoryFiles.In("src", "*.csproj").Select(Path.GetFileNameWithoutExtension).Should().BeEquivalentTo(SourceAssemblies.All.Select(NameOf));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static string NameOf(Assembly assembly) => assembly.GetName().Name!;
}
