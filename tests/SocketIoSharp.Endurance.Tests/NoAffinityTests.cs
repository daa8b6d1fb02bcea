using SocketIoSharp.Interop.Tests;

namespace SocketIoSharp.Endurance.Tests;

internal sealed class NoAffinityTests
{
    // Ten seconds for each of the two kinds of clients; installing nginx may come before.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [OneTimeSetUp]
    public void RequireClients() => Requirements.NodeWith(EnduranceProgram.ClientsFolder);

    [Test]
    public async Task Clients_EachRequestAtAnotherNode_LoseNothing()
    {
        var run = await EnduranceProgram.RunAsync(Limit, "no-affinity", "--quick");

        run.ExitCode.Should().Be(0, run.Output);
        run.Output.Should().Contain("polling:").And.Contain("upgrade:").And.Contain("failures that clients saw: none");
    }

    [Test]
    public async Task Forwarding_Off_RunSaysWhatFails()
    {
        var run = await EnduranceProgram.RunAsync(Limit, "no-affinity", "--quick", "--duration", "2s", "--without-forwarding");

        run.ExitCode.Should().Be(1, run.Output);
        run.Output.Should().Contain("requests failed").And.Contain("were refused");
    }
}
