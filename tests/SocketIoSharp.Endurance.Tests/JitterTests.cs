using SocketIoSharp.Interop.Tests;

namespace SocketIoSharp.Endurance.Tests;

internal sealed class JitterTests
{
    // Fifteen seconds of cuts; a client that hears of one from the heartbeat only takes another minute.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [OneTimeSetUp]
    public void RequireClients() => Requirements.NodeWith(EnduranceProgram.ClientsFolder);

    [Test]
    public async Task Clients_CutAgainAndAgain_GetEverythingInOrderOnce()
    {
        var run = await EnduranceProgram.RunAsync(Limit, "jitter", "--quick");

        run.ExitCode.Should().Be(0, run.Output);
        run.Output.Should().Contain("delivered:").And.Contain("(100 %)");
    }

    [Test]
    public async Task Recovery_Off_RunSaysWhatIsMissing()
    {
        var run = await EnduranceProgram.RunAsync(Limit, "jitter", "--quick", "--without-recovery", "--duration", "8s");

        run.ExitCode.Should().Be(1, run.Output);
        run.Output.Should().Contain("came back and were not recovered");
    }

    [Test]
    public async Task Server_Unknown_SaysSo()
    {
        var run = await EnduranceProgram.RunAsync(Limit, "jitter", "--server", "tea");

        run.ExitCode.Should().Be(1);
        run.Output.Should().Contain("'tea' is no server");
    }
}
