using SocketIoSharp.Interop.Tests;

namespace SocketIoSharp.Endurance.Tests;

internal sealed class RollingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [OneTimeSetUp]
    public void RequireClients() => Requirements.NodeWith(EnduranceProgram.ClientsFolder);

    [TestCase("stopped")]
    [TestCase("killed")]
    public async Task Nodes_EndOneAfterTheOther_ClientsGetEverythingInOrderOnce(string ending)
    {
        var run = await EnduranceProgram.RunAsync(Limit, "rolling", "--quick", "--nodes", ending);

        run.ExitCode.Should().Be(0, run.Output);
        run.Output.Should().Contain("| lost | 0 |").And.Contain("| clients | 60 |");
    }

    [Test]
    public async Task Recovery_Off_RunSaysWhatIsMissing()
    {
        var run = await EnduranceProgram.RunAsync(Limit, "rolling", "--quick", "--nodes", "stopped", "--without-recovery");

        run.ExitCode.Should().Be(1, run.Output);
        run.Output.Should().Contain("came back and were not recovered");
    }

    [Test]
    public async Task Ending_Unknown_SaysSo()
    {
        var run = await EnduranceProgram.RunAsync(Limit, "rolling", "--nodes", "asleep");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("'asleep' is no way for nodes to end");
    }
}
