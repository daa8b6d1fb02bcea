using SocketIoSharp.Cluster;

namespace SocketIoSharp.Server.Tests.Cluster;

/// <summary>Who owes an answer, where answers do not always tell whose they are.</summary>
internal sealed class AwaitedNodesTests
{
    [Test]
    public void Answered_ByName_LeavesTheOthers()
    {
        var nodes = Of("a", "b");

        nodes.Answered("a").Should().BeTrue();
        nodes.Answered("a").Should().BeFalse();
        nodes.Answered("stranger").Should().BeFalse();

        (nodes.Count, nodes.IsEmpty).Should().Be((1, false));
        nodes.Names.Should().Equal("b");
    }

    [Test]
    public void Answered_Anonymously_NamesNobodyRatherThanSomebodyElse()
    {
        var nodes = Of("a", "b");

        nodes.Answered(string.Empty).Should().BeTrue();
        nodes.Names.Should().BeEmpty();
        nodes.Count.Should().Be(1);
        nodes.Answered("b").Should().BeTrue();

        nodes.IsEmpty.Should().BeTrue();
        nodes.Answered(string.Empty).Should().BeFalse("nobody is awaited any more");
    }

    [Test]
    public void Gone_AfterAnAnonymousAnswer_IsTakenForTheOneThatHasAnswered()
    {
        var nodes = Of("a", "b");
        nodes.Answered(string.Empty);

        nodes.Gone("a").Should().BeFalse();
        (nodes.Count, nodes.IsEmpty).Should().Be((1, false));
        nodes.Names.Should().Equal("b");
        nodes.Gone("b").Should().BeTrue();
        nodes.IsEmpty.Should().BeTrue();
    }

    [Test]
    public void Answered_NodesWithoutNames_AreCounted()
    {
        var nodes = new AwaitedNodes(new ClusterNodes(2, ["a"]));

        nodes.Answered(string.Empty).Should().BeTrue();
        nodes.Names.Should().Equal("a");
        nodes.Answered("a").Should().BeTrue();

        nodes.IsEmpty.Should().BeTrue();
    }

    private static AwaitedNodes Of(params string[] names) => new(new ClusterNodes(names.Length, names));
}
